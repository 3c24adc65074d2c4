import { FieldId } from "@catalyst/contracts";

/** A relation that every tenant starts with; the migration inserts the same list with the same ids. */
export type StandardRelation = {
  readonly fieldId: FieldId;
  readonly entityType: string;
  readonly key: string;
  readonly label: string;
  readonly targetEntityType: string;
};

/** Relations between standard entity types, kept as system rows of field definitions with fixed ids. */
export const STANDARD_RELATIONS: readonly StandardRelation[] = (
  [
    ["contacts", "company", "Company", "companies"],
    ["deals", "company", "Company", "companies"],
    ["deals", "contact", "Contact", "contacts"],
    ["tasks", "company", "Company", "companies"],
    ["tasks", "contact", "Contact", "contacts"],
    ["tasks", "deal", "Deal", "deals"],
    ["notes", "company", "Company", "companies"],
    ["notes", "contact", "Contact", "contacts"],
    ["notes", "deal", "Deal", "deals"],
  ] as const
).map(([entityType, key, label, targetEntityType], index) => ({
  fieldId: FieldId.parse(`00000000-0000-4000-8000-${String(101 + index).padStart(12, "0")}`),
  entityType,
  key,
  label,
  targetEntityType,
}));
