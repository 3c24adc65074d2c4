import type { FieldConfig, FieldValue } from "@catalyst/contracts";
import { accepted, behaviourOf, type ParseResult } from "./field-type-module.ts";
import { textField } from "./text/text.ts";
import { parseText } from "./text-rules.ts";

/** How one kind of short text is written: longest length, and its canonical form or why it has none. */
export type SingleLineForm = { readonly limit: number; canonical(text: string): ParseResult };

/** What e-mail addresses, phone numbers and links share: a text of a known form, outer spaces cut. */
export function singleLineTraits(form: SingleLineForm): ReturnType<typeof behaviourOf> {
  const parse = (value: FieldValue, _config: FieldConfig): ParseResult => {
    const text = typeof value === "string" && value.length <= 2 * form.limit ? value.trim() : value;
    const parsed = parseText(text, {}, form.limit);
    return parsed.ok && typeof parsed.value === "string" ? form.canonical(parsed.value) : parsed;
  };
  return {
    ...behaviourOf(textField),
    configKeys: [],
    checkConfig: () => [],
    parse,
    toCsv: (value) => (typeof value === "string" ? value : ""),
    fromCsv: (text, config) =>
      text.length <= 2 * form.limit && text.trim() === "" ? accepted(null) : parse(text, config),
  };
}
