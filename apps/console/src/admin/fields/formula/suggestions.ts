import type { FormulaFunction, FormulaInput } from "@catalyst/custom-fields/formula";

/** A name that can stand where somebody types. */
export type Suggestion = {
  /** What is inserted; a function's opening bracket with it. */
  readonly insert: string;
  readonly name: string;
  /** Beside the name: a field's label, or how a function is written. */
  readonly detail: string;
  readonly kind: "field" | "function";
};

/** Where a name is being typed, and what it could become. */
export type Completion = { readonly start: number; readonly end: number; readonly suggestions: readonly Suggestion[] };

const SUGGESTION_LIMIT = 8;

/** All names that a formula can use, fields first. Pure. */
export function namesOf(inputs: readonly FormulaInput[], functions: readonly FormulaFunction[]): readonly Suggestion[] {
  const fields = inputs.flatMap(({ name, field, type }): Suggestion[] =>
    typeof type === "string"
      ? [{ insert: name, name, detail: field.label, kind: "field" }]
      : Object.keys(type).map((part) => ({
          insert: `${name}.${part}`,
          name: `${name}.${part}`,
          detail: `${field.label}, ${part}`,
          kind: "field",
        })),
  );
  const called = functions.map(({ name, usage }): Suggestion => ({
    insert: `${name}(`,
    name,
    detail: usage,
    kind: "function",
  }));
  return [...fields, ...called];
}

/** What the word in front of the caret could become; null outside of words and inside quoted text. Pure. */
export function completionAt(text: string, caret: number, names: readonly Suggestion[]): Completion | null {
  const before = text.slice(0, caret);
  const word = /[a-zA-Z_][\w.]*$/.exec(before)?.[0] ?? "";
  if (word === "" || isQuoted(before)) return null;
  const sought = word.toLowerCase();
  const rank = ({ name, detail }: Suggestion): number =>
    name.toLowerCase().startsWith(sought) ? 0 : `${name} ${detail}`.toLowerCase().includes(sought) ? 1 : 2;
  const suggestions = names
    .filter((name) => rank(name) < 2 && name.insert !== word)
    .toSorted((left, right) => rank(left) - rank(right))
    .slice(0, SUGGESTION_LIMIT);
  return suggestions.length === 0 ? null : { start: caret - word.length, end: caret, suggestions };
}

/** The text with a suggestion put in, and where the caret then is. Pure. */
export function withSuggestion(
  text: string,
  at: { readonly start: number; readonly end: number },
  suggestion: Suggestion,
): { readonly text: string; readonly caret: number } {
  return {
    text: text.slice(0, at.start) + suggestion.insert + text.slice(at.end),
    caret: at.start + suggestion.insert.length,
  };
}

function isQuoted(before: string): boolean {
  const open = /"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'/g;
  return /["']/.test(before.replace(open, ""));
}
