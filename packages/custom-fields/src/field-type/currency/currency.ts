import type { FieldConfig, FieldValue, Problem } from "@catalyst/contracts";
import {
  behaviourOf,
  NOT_SEARCHED,
  accepted,
  refused,
  type FieldTypeModule,
  type JsonSchema,
  type ParseResult,
} from "../field-type-module.ts";
import { plainText } from "../plain-text.ts";
import { checkNumberConfig, numberField, numberSchema, parseNumber, readNumber } from "../number/number.ts";
import { isCurrencyCode } from "./currency-code.ts";

/** Currency of a field whose settings name none. */
export const FALLBACK_CURRENCY = "USD";

/** An amount of money with its currency: `{ amount: 1200.5, currency: "EUR" }`. Compared by amount. */
export const currencyField: FieldTypeModule = {
  ...behaviourOf(numberField),
  type: "currency",
  label: "Currency",
  form: "amount",
  formulaInput: { amount: "number", currency: "text" },
  guessRank: null,
  search: NOT_SEARCHED,
  numbered: false,
  canBeUnique: false,
  workflowType: "map",
  alsoTakes: ["number"],
  parts: [
    { key: "amount", label: "Amount", type: "number" },
    { key: "currency", label: "Currency", type: "text" },
  ],
  configKeys: ["min", "max", "decimals", "currencies", "defaultCurrency"],
  checkConfig: checkCurrency,
  parse: parseCurrency,
  apiSchema: currencySchema,
  toCsv: (value, config) => {
    if (!isObject(value)) return "";
    return `${numberField.toCsv(amountOf(value), config)} ${plainText(value["currency"])}`;
  },
  fromCsv: readCurrency,
};

/** The currency that an amount without one is in. */
export function defaultCurrencyOf(config: FieldConfig): string {
  return config.defaultCurrency ?? config.currencies?.[0] ?? FALLBACK_CURRENCY;
}

function isObject(value: FieldValue): value is { readonly [key: string]: FieldValue } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function amountOf(value: FieldValue): FieldValue {
  return isObject(value) ? (value["amount"] ?? null) : value;
}

/** A bare number is an amount in the field's default currency. */
function parseCurrency(value: FieldValue, config: FieldConfig): ParseResult {
  if (value === null || value === "") return accepted(null);
  const given = typeof value === "number" ? { amount: value } : value;
  if (!isObject(given)) return refused("wrong_type", "must be an amount with a currency");
  const { amount = null, currency = defaultCurrencyOf(config), ...others } = given;
  if (Object.keys(others).length > 0) return refused("wrong_type", "has parts other than amount and currency");
  if (amount === null) return accepted(null);
  const parsed = parseNumber(amount, config);
  if (!parsed.ok) return parsed;
  if (typeof currency !== "string" || !isCurrencyCode(currency))
    return refused("bad_currency", "needs a currency of ISO 4217 such as EUR");
  if (config.currencies !== undefined && config.currencies.length > 0 && !config.currencies.includes(currency))
    return refused("currency_not_offered", `can be in ${config.currencies.join(", ")} only`);
  return accepted({ amount: parsed.value, currency });
}

/** `1200.5 EUR`, `EUR 1200.5`, or an amount in the default currency. */
function readCurrency(text: string, config: FieldConfig): ParseResult {
  if (text.trim() === "") return accepted(null);
  const parts = /^(?:([A-Za-z]{3})\s*)?([^A-Za-z\s]+)(?:\s*([A-Za-z]{3}))?$/.exec(text.trim());
  const amount = parts === null ? null : readNumber(parts[2] ?? "", {});
  if (parts === null || amount === null || !amount.ok || (parts[1] !== undefined && parts[3] !== undefined))
    return refused("bad_number", "must be an amount with a currency such as 1200.50 EUR");
  const currency = (parts[1] ?? parts[3])?.toUpperCase() ?? defaultCurrencyOf(config);
  return parseCurrency({ amount: amount.value, currency }, config);
}

function checkCurrency(config: FieldConfig): readonly Problem[] {
  const problems = [...checkNumberConfig(config)];
  const { currencies = [], defaultCurrency } = config;
  const problem = (field: string, message: string): void => {
    problems.push({ field, code: "bad_currency", message });
  };
  if (currencies.some((code) => !isCurrencyCode(code)) || new Set(currencies).size < currencies.length)
    problem("config.currencies", "The currencies must be different codes of ISO 4217.");
  if (defaultCurrency !== undefined && !isCurrencyCode(defaultCurrency))
    problem("config.defaultCurrency", "The default must be a code of ISO 4217.");
  else if (defaultCurrency !== undefined && currencies.length > 0 && !currencies.includes(defaultCurrency))
    problem("config.defaultCurrency", "The default must be one of the currencies that are offered.");
  return problems;
}

function currencySchema(config: FieldConfig): JsonSchema {
  const { currencies = [] } = config;
  const currency = currencies.length > 0 ? { enum: currencies } : { pattern: "^[A-Z]{3}$" };
  return {
    type: "object",
    properties: {
      amount: numberSchema({ ...config, decimals: undefined }),
      currency: { type: "string", default: defaultCurrencyOf(config), ...currency },
    },
    required: ["amount"],
    additionalProperties: false,
  };
}
