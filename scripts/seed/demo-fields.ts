import { CurrencyCode, FieldInput } from "../../packages/contracts/src/index.ts";

/** A custom field that every demo tenant has. */
export type DemoField = { readonly entityType: string; readonly field: FieldInput };

/** Currencies in which the demo's customers name their budgets. */
export const DEMO_CURRENCIES = ["EUR", "GBP", "USD"] as const;
/** Tags of the demo's companies, by id. */
export const DEMO_TAGS = ["key_account", "partner", "reference", "at_risk"] as const;

/** Custom fields of the demo, in display order. */
export const DEMO_FIELDS: readonly DemoField[] = [
  {
    entityType: "companies",
    field: FieldInput.parse({
      label: "Segment",
      type: "select",
      indexed: true,
      config: {
        options: [
          { id: "enterprise", label: "Enterprise", hue: "violet" },
          { id: "mid_market", label: "Mid-market", hue: "blue" },
          { id: "small", label: "Small business", hue: "slate" },
        ],
      },
    }),
  },
  {
    entityType: "companies",
    field: FieldInput.parse({
      label: "Tags",
      type: "multiSelect",
      config: {
        options: [
          { id: "key_account", label: "Key account", hue: "violet" },
          { id: "partner", label: "Partner", hue: "teal" },
          { id: "reference", label: "Reference customer", hue: "green" },
          { id: "at_risk", label: "At risk", hue: "rose" },
        ],
      },
    }),
  },
  {
    entityType: "companies",
    field: FieldInput.parse({
      label: "Fit",
      type: "rating",
      help: "How well they match whom we sell to.",
      indexed: true,
    }),
  },
  { entityType: "contacts", field: FieldInput.parse({ label: "Mobile", type: "phone" }) },
  { entityType: "contacts", field: FieldInput.parse({ label: "Address", type: "address" }) },
  {
    entityType: "deals",
    field: FieldInput.parse({
      label: "Budget",
      type: "currency",
      help: "What the customer has set aside.",
      indexed: true,
      config: {
        currencies: DEMO_CURRENCIES.map((code) => CurrencyCode.parse(code)),
        defaultCurrency: CurrencyCode.parse("EUR"),
        decimals: 2,
        min: 0,
      },
    }),
  },
  {
    entityType: "deals",
    field: FieldInput.parse({
      label: "Probability",
      type: "percent",
      indexed: true,
      config: { min: 0, max: 100, decimals: 0 },
    }),
  },
];
