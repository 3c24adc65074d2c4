import { OPTION_HUES, type FieldConfig, type FieldType, type FieldValue, type SelectOption } from "@catalyst/contracts";
import { formRefusal, type ValueForm } from "./convert-forms.ts";
import { meaningOf, type Meaning } from "./convert-meaning.ts";
import { FIELD_TYPE_MODULES, fieldTypeOf } from "./registry.ts";
import { suggestFieldKey } from "./validate-field.ts";
import { sameValue } from "./same-value.ts";

/** One side of a change of type. */
export type ConversionSide = { readonly type: FieldType; readonly config: FieldConfig };

/** A change of type: both sides, and the names of people by id, which people's fields are read and written by. */
export type Conversion = {
  readonly from: ConversionSide;
  readonly to: ConversionSide;
  readonly people: ReadonlyMap<string, string>;
};

/**
 * What becomes of a value. `lossy`: changing back would give another one; `failed`: it becomes empty. `config` is the new
 * type's, with an option more where a text needed one.
 */
export type Converted = {
  readonly outcome: "clean" | "lossy" | "failed";
  readonly value: FieldValue;
  readonly reason: string | null;
  readonly config: FieldConfig;
};

const OPTION_LIMIT = 500;
const OPTION_LABEL_LIMIT = 120;

/** Why values of one type can't become another one's, as a sentence; null: they can. */
export function conversionRefusal(from: FieldType, to: FieldType): string | null {
  if (from === to) return "The field has this type already.";
  return formRefusal(FIELD_TYPE_MODULES[from].form, FIELD_TYPE_MODULES[to].form);
}

/** Settings to start a conversion with: choices keep their options, and with them their ids. */
export function startingConfig(from: ConversionSide, to: ConversionSide): FieldConfig {
  const takesOptions = fieldTypeOf(to).configKeys.includes("options");
  if (!takesOptions || to.config.options !== undefined) return to.config;
  return { ...to.config, options: from.config.options ?? [] };
}

/** Converts one stored value. Pure and total: what can't be converted fails with a reason that does not repeat it. */
export function convertValue(conversion: Conversion, value: FieldValue): Converted {
  const { from, to, people } = conversion;
  if (value === null) return { outcome: "clean", value: null, reason: null, config: to.config };
  const refusal = conversionRefusal(from.type, to.type);
  if (refusal !== null) return failed(to.config, refusal);
  const meaning = read(from, value, people);
  const written = write(meaning, to, people);
  if ("reason" in written) return failed(to.config, written.reason);
  const parsed = fieldTypeOf({ type: to.type, config: written.config }).parse(written.value, written.config);
  if (!parsed.ok) return failed(to.config, parsed.message);
  if (parsed.value === null) return failed(to.config, "would be empty");
  const clean = survives(conversion, value, { type: to.type, config: written.config, value: parsed.value });
  return {
    outcome: clean ? "clean" : "lossy",
    value: parsed.value,
    reason: clean ? null : "would not be the same when changed back",
    config: written.config,
  };
}

/** Converts values in order; options that one of them makes are there for the next ones. */
export function convertValues(
  conversion: Conversion,
  values: readonly FieldValue[],
): { readonly converted: readonly Converted[]; readonly config: FieldConfig } {
  let config = conversion.to.config;
  const converted = values.map((value) => {
    const one = convertValue({ ...conversion, to: { ...conversion.to, config } }, value);
    config = one.config;
    return one;
  });
  return { converted, config };
}

type Written = { readonly value: FieldValue; readonly config: FieldConfig } | { readonly reason: string };
type Kept = ConversionSide & { readonly value: FieldValue };

function survives(conversion: Conversion, before: FieldValue, after: Kept): boolean {
  const { from, people } = conversion;
  if (formOf(after) === "boolean") return true;
  const meaning = read(after, after.value, people);
  const back = write(meaning, from, people);
  if (!("reason" in back)) return sameValue(back.value, before);
  // Types that nothing is written to, such as automatic numbers, are compared by what they say.
  return meaning.text === read(from, before, people).text;
}

/** What a value says. A number's text is as its type writes it, which may have a unit. */
function read(side: ConversionSide, value: FieldValue, people: ReadonlyMap<string, string>): Meaning {
  const meaning = meaningOf(formOf(side), value, { config: side.config, people });
  if (formOf(side) !== "number" || typeof value !== "number") return meaning;
  const text = fieldTypeOf(side).toCsv(value, side.config);
  return { ...meaning, text, labels: [text] };
}

/** A number in the form that its type has in files, such as `12.5 %`. */
function numberWritten(text: string, to: ConversionSide): FieldValue | undefined {
  const cell = fieldTypeOf(to).fromCsv(text, to.config);
  return cell.ok && cell.value !== null ? cell.value : undefined;
}

function formOf(side: ConversionSide): ValueForm {
  return FIELD_TYPE_MODULES[side.type].form;
}

function write(meaning: Meaning, to: ConversionSide, people: ReadonlyMap<string, string>): Written {
  const { config } = to;
  const given = (value: FieldValue | undefined, what: string): Written =>
    value === undefined ? { reason: `is not ${what}` } : { value, config };
  switch (formOf(to)) {
    case "text":
      return given(meaning.text, "a text");
    case "number":
      return given(meaning.number ?? numberWritten(meaning.text, to), "a number");
    case "amount":
      return given(amountOf(meaning, config), "an amount");
    case "boolean":
      return given(meaning.boolean, "yes or no");
    case "day":
      return given(meaning.day, "a day such as 2026-02-28");
    case "instant":
      return given(meaning.instant, "a time such as 2026-02-28T09:00:00Z");
    case "choice":
      return writeOption(meaning.labels?.[0], config);
    case "choices":
      return writeOptions(meaning.labels, config);
    case "person":
      return given(meaning.personId ?? personNamed(meaning.text, people), "a member's name");
    case "address":
      return given(meaning.address ?? { street: meaning.text }, "an address");
    case "json":
      return given(meaning.json, "JSON");
    case "serial":
    case "link":
    case "computed":
      return { reason: "can't be written" };
  }
}

function amountOf(meaning: Meaning, config: FieldConfig): FieldValue | undefined {
  if (meaning.number === undefined) return undefined;
  const currency = meaning.currency ?? config.defaultCurrency ?? config.currencies?.[0];
  return currency === undefined ? undefined : { amount: meaning.number, currency };
}

function personNamed(name: string, people: ReadonlyMap<string, string>): string | undefined {
  const wanted = name.trim().toLowerCase();
  const found = [...people].filter(([, known]) => known.toLowerCase() === wanted);
  return found.length === 1 ? found[0]?.[0] : undefined;
}

function writeOption(label: string | undefined, config: FieldConfig): Written {
  if (label === undefined || label.trim() === "") return { reason: "is not a choice" };
  const wanted = label.trim();
  const options = config.options ?? [];
  const known = options.find((option) => option.label.toLowerCase() === wanted.toLowerCase());
  if (known !== undefined) return { value: known.id, config };
  if (wanted.length > OPTION_LABEL_LIMIT) return { reason: `is longer than ${OPTION_LABEL_LIMIT} characters` };
  if (options.length >= OPTION_LIMIT) return { reason: `would be one choice more than ${OPTION_LIMIT}` };
  const option = newOption(wanted, options);
  return { value: option.id, config: { ...config, options: [...options, option] } };
}

function writeOptions(labels: readonly string[] | undefined, config: FieldConfig): Written {
  if (labels === undefined || labels.length === 0) return { reason: "is not a list of choices" };
  const ids: FieldValue[] = [];
  let grown = config;
  for (const label of labels) {
    const written = writeOption(label, grown);
    if ("reason" in written) return written;
    grown = written.config;
    ids.push(written.value);
  }
  return { value: ids, config: grown };
}

function newOption(label: string, options: readonly SelectOption[]): SelectOption {
  const id = suggestFieldKey(label, new Set(options.map((option) => option.id)));
  return { id, label, hue: OPTION_HUES[options.length % OPTION_HUES.length] ?? "slate", archived: false };
}

function failed(config: FieldConfig, reason: string): Converted {
  return { outcome: "failed", value: null, reason, config };
}
