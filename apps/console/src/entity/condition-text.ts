import type { FieldDefinition, FieldValue } from "@catalyst/contracts";

type ValueNamesInput = {
  readonly field: FieldDefinition;
  readonly value: FieldValue;
  /** Members and records that a value may point to. */
  readonly named: readonly { readonly id: string; readonly name: string }[];
  readonly translate: (key: string) => string;
};

/** The words of a condition's value; an ellipsis while there is none. Pure. */
export function valueNames({ field, value, named, translate }: ValueNamesInput): readonly string[] {
  const values = Array.isArray(value) ? value : [value];
  return values.map((single) => {
    if (single === null || single === "") return "…";
    if (typeof single === "boolean") return translate(single ? "record.yes" : "record.no");
    const option = field.config.options?.find((candidate) => candidate.id === single);
    return option?.label ?? named.find((candidate) => candidate.id === single)?.name ?? String(single);
  });
}
