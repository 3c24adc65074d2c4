/** What conversions tell apart: types whose values mean the same kind of thing share a form. */
export type ValueForm =
  | "text"
  | "number"
  | "serial"
  | "amount"
  | "boolean"
  | "day"
  | "instant"
  | "choice"
  | "choices"
  | "person"
  | "address"
  | "json"
  | "link"
  | "computed";

const SCALARS = ["text", "number", "amount", "boolean", "choice", "choices", "json"] as const;

/** Forms that a value of each form can become. */
const BECOMES = {
  text: ["text", "number", "amount", "boolean", "day", "instant", "choice", "choices", "person", "address", "json"],
  number: SCALARS,
  serial: SCALARS,
  amount: ["text", "number", "amount", "json"],
  boolean: ["text", "number", "boolean", "choice", "choices", "json"],
  day: ["text", "day", "instant", "choice", "choices", "json"],
  instant: ["text", "day", "instant", "json"],
  choice: ["text", "number", "amount", "boolean", "day", "choice", "choices", "person", "json"],
  choices: ["text", "choice", "choices", "json"],
  person: ["text", "choice", "choices", "person", "json"],
  address: ["text", "address", "json"],
  json: ["text", "number", "amount", "boolean", "day", "instant", "choice", "choices", "address", "json"],
  link: [],
  computed: [],
} as const satisfies Record<ValueForm, readonly ValueForm[]>;

/** Why values of one form can't become another one's, as a sentence; null: they can. */
export function formRefusal(source: ValueForm, target: ValueForm): string | null {
  if (source === "link" || target === "link")
    return "A relation's values are links between records. Make a new field instead.";
  if (source === "computed") return "Its values are computed. Make a new field instead.";
  if (target === "computed") return "Computed values follow from other fields. Make a new field instead.";
  if (target === "serial") return "Automatic numbers are given by the product. Make a new field instead.";
  const possible: readonly ValueForm[] = BECOMES[source];
  return possible.includes(target)
    ? null
    : "Values of this type mean nothing as the other one. Choose text in between.";
}
