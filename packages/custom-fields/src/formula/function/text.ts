import { isEmpty, regexMatch } from "../../expression/cel-environment.ts";
import { assertLength, bounded, failure, num, str, textOf } from "./argument.ts";
import { anyNumberOf, CEL, deciding, propagating, type Signature } from "./formula-function.ts";

const ONE: Signature = [[CEL.text], CEL.text];
const PART: Signature = [[CEL.text, CEL.number], CEL.text];
const ASKED: Signature = [[CEL.text, CEL.text], CEL.truth];
const REPLACED: Signature = [[CEL.text, CEL.text, CEL.text], CEL.text];

/** Functions about text. Characters are counted as people see most of them: code points. */
export const TEXT_FUNCTIONS = [
  deciding("concat(value, ...)", anyNumberOf(CEL.any, CEL.text), (...values) => bounded(values.map(textOf).join(""))),
  propagating("upper(text)", [ONE], (value) => str(value).toUpperCase()),
  propagating("lower(text)", [ONE], (value) => str(value).toLowerCase()),
  propagating("trim(text)", [ONE], (value) => str(value).trim()),
  propagating(
    "length(text)",
    [
      [[CEL.text], CEL.number],
      [[CEL.list], CEL.number],
    ],
    lengthOf,
  ),
  propagating("left(text, count)", [PART], (value, count) => [...str(value)].slice(0, countOf(count)).join("")),
  propagating("right(text, count)", [PART], (value, count) => endOf([...str(value)], countOf(count)).join("")),
  propagating("replace(text, part, by)", [REPLACED], (value, part, by) => replaceAll(str(value), str(part), str(by))),
  deciding("contains(text, part)", [ASKED, [[CEL.list, CEL.text], CEL.truth]], contains),
  deciding(
    "startsWith(text, start)",
    [ASKED],
    (value, start) => !isEmpty(value) && lower(value).startsWith(lower(start)),
  ),
  deciding("regexMatch(text, pattern)", [ASKED], (value, pattern) => regexMatch(value, pattern)),
  propagating("text(value)", [[[CEL.any], CEL.text]], (value) => textOf(value)),
];

function lengthOf(value: unknown): number {
  return Array.isArray(value) ? value.length : [...str(value)].length;
}

function countOf(value: unknown): number {
  const count = num(value);
  if (!Number.isInteger(count) || count < 0) throw failure("A count of characters must be a whole number");
  return count;
}

function endOf(characters: readonly string[], count: number): readonly string[] {
  return count === 0 ? [] : characters.slice(-count);
}

function replaceAll(text: string, part: string, by: string): string {
  if (part === "") return text;
  assertLength(text.length + (text.split(part).length - 1) * (by.length - part.length));
  return text.replaceAll(part, () => by);
}

function contains(whole: unknown, part: unknown): boolean {
  if (Array.isArray(whole)) return whole.includes(part);
  return !isEmpty(whole) && !isEmpty(part) && lower(whole).includes(lower(part));
}

function lower(value: unknown): string {
  return textOf(value).toLowerCase();
}
