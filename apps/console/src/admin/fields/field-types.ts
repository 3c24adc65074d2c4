import { FIELD_TYPES, type FieldType } from "@catalyst/contracts";

/** Types in the groups that people look for them in. */
export const TYPE_GROUPS = [
  { group: "text", types: ["text", "longText", "email", "phone", "url", "address"] },
  { group: "number", types: ["number", "currency", "percent", "rating", "autoNumber"] },
  { group: "choice", types: ["select", "multiSelect", "boolean"] },
  { group: "time", types: ["date", "dateTime"] },
  { group: "link", types: ["relation", "user"] },
  { group: "computed", types: ["formula", "rollup"] },
  { group: "other", types: ["json"] },
] as const satisfies readonly { readonly group: string; readonly types: readonly FieldType[] }[];

/** The type of a text from an input; anything unknown is text. Pure. */
export function typeOf(text: string): FieldType {
  return FIELD_TYPES.find((type) => type === text) ?? "text";
}
