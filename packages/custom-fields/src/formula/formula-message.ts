import { ExpressionError } from "../expression/expression-error.ts";
import { DIVISION } from "./formula-environment.ts";

const TYPE_WORDS: Readonly<Record<string, string>> = {
  double: "a number",
  string: "a text",
  bool: "yes or no",
  "google.protobuf.Timestamp": "a date",
  "google.protobuf.Duration": "a time span",
  "list<string>": "a list",
};

/** The word for a CEL type in a sentence. */
export function typeWord(type: string): string {
  if (type === "dyn" || type === "null") return "an empty value";
  return TYPE_WORDS[type] ?? (type.startsWith("list") ? "a list" : "a value with parts");
}

/** What the CEL library says of a formula, as a sentence for whoever wrote it, with the same range. */
export function inPlainWords(error: ExpressionError, source: string): ExpressionError {
  if (error.code === "refused") return error;
  const message = sentence(error.message, source.slice(error.range?.start ?? 0, error.range?.end ?? 0), source);
  return new ExpressionError(error.code, message, error);
}

type Rule = readonly [pattern: RegExp, say: (parts: readonly string[], place: string) => string];

const RULES: readonly Rule[] = [
  [
    /^no such overload: (\S+) (\S+) (\S+)$/,
    ([left = "", operator = "", right = ""]) => mismatch(left, operator, right),
  ],
  [/^no such overload: ([-!])(\S+)$/, ([operator, type = ""]) => `"${operator}" can't be used with ${typeWord(type)}.`],
  [/^found no matching overload for '(\w+)\((.*)\)'$/, ([name = "", types = ""]) => wrongArguments(name, types)],
  [/^Unknown variable: (\S+)$/, ([name]) => `There is no field "${name}".`],
  [/^No such key: (\S+)$/, ([part]) => `The field has no part "${part}".`],
  [
    /^Ternary branches .* got '(.+)' and '(.+)'$/,
    ([yes = "", no = ""]) => `Both results of "? :" must be alike; these are ${typeWord(yes)} and ${typeWord(no)}.`,
  ],
  [/^Ternary condition .*$/, () => 'What stands before "?" must be yes or no.'],
  [/^Logical operator .*$/, () => '"&&" and "||" need yes or no on both sides.'],
  [/^Unexpected token: EOF$/, () => "The formula ends too early."],
  [/^Unterminated string$/, () => "A text is not closed: its second quote is missing."],
  [
    /^Reserved identifier: (?!if$)(\w+)\.?$/,
    ([word]) => `"${word}" is a word of the language. A field of this key is written field_${word}.`,
  ],
  [/^Reserved identifier: if$/, () => "Write condition ? one : other instead of if."],
  [
    /^Unexpected (?:token|character).*$/,
    (_parts, place) => (place === "=" ? "Write == to compare." : `"${place}" is not expected here.`),
  ],
];

function sentence(message: string, place: string, source: string): string {
  if (source.trim() === "") return "The formula is empty.";
  for (const [pattern, say] of RULES) {
    const found = pattern.exec(message);
    if (found !== null) return say(found.slice(1), place);
  }
  return message.endsWith(".") ? message : `${message}.`;
}

function mismatch(left: string, operator: string, right: string): string {
  const written = operator === DIVISION ? "/" : operator;
  const hint = written === "+" && [left, right].includes("string") ? " Use concat(...) to join values to a text." : "";
  return `"${written}" can't be used with ${typeWord(left)} and ${typeWord(right)}.${hint}`;
}

function wrongArguments(name: string, types: string): string {
  const shown = name.startsWith("label_of_") ? "label" : name;
  const given = types === "" ? "nothing" : types.split(", ").map(typeWord).join(", ");
  return `${shown} can't be used with ${given}.`;
}
