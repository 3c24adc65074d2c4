import type { Condition, FieldDefinition, TenantMetadata } from "@catalyst/contracts";
import { VALUELESS } from "./filter-edits.ts";

type ConditionTextInput = {
  readonly field: FieldDefinition;
  readonly condition: Condition;
  readonly principals: TenantMetadata["principals"];
  readonly translate: (key: string) => string;
};

/** A condition in words: options and members by their names. Pure. */
export function conditionText({ field, condition, principals, translate }: ConditionTextInput): { readonly operator: string; readonly value: string } {
  const operator = translate(`filter.operators.${condition.operator}`);
  if (VALUELESS.has(condition.operator)) return { operator, value: "" };
  const values = Array.isArray(condition.value) ? condition.value : [condition.value];
  const named = values.map((value) => {
    if (value === null || value === "") return "…";
    if (typeof value === "boolean") return translate(value ? "record.yes" : "record.no");
    const option = field.config.options?.find((candidate) => candidate.id === value);
    return option?.label ?? principals.find((principal) => principal.id === value)?.name ?? String(value);
  });
  return { operator, value: named.join(", ") };
}
