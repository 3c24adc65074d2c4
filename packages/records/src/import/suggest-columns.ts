import type { ColumnTarget, EntityType, FieldDefinition, FieldInput, SelectOption } from "@catalyst/contracts";
import { OPTION_HUES } from "@catalyst/contracts";
import { FIELD_TYPE_MODULES, fieldTypeOf, TEXT_LIMIT, type FieldTypeModule } from "@catalyst/custom-fields";
import { nameTarget } from "./name-cells.ts";

/** A column of the file: its name and the values that decide its type, empty ones included. */
export type ColumnSample = { readonly name: string; readonly values: readonly string[] };

/** A choice is proposed for few, short, often repeated values. */
const OPTION_LIMIT = 20;
const OPTION_LENGTH = 60;
const ROWS_PER_OPTION = 5;

/** Types whose form no other text has by chance, the narrowest first. */
const GUESSED_MODULES = Object.values(FIELD_TYPE_MODULES)
  .flatMap((module: FieldTypeModule) => (module.guessRank === null ? [] : [{ module, rank: module.guessRank }]))
  .sort((left, right) => left.rank - right.rank)
  .map(({ module }) => module);

/** Names under which other systems export what we call a record's name. */
const NAME_SYNONYMS = new Set([
  "name",
  "title",
  "company",
  "companyname",
  "account",
  "accountname",
  "organization",
  "organisation",
  "security",
  "fullname",
  "subject",
]);

/**
 * Proposes what becomes of each column: the field of the same name whose type takes every sample, the primary field for
 * a well-known synonym, or a new field of the narrowest type that gives every sample back exactly. Pure.
 */
export function suggestColumns(columns: readonly ColumnSample[], entityType: EntityType): readonly ColumnTarget[] {
  const taken = new Set<string>();
  const claim = (field: FieldDefinition | undefined): ColumnTarget | null => {
    if (!field || taken.has(field.key)) return null;
    taken.add(field.key);
    return { kind: "field", key: field.key };
  };
  const named = columns.map((column) => claim(sameNamed(column, entityType)));
  return columns.map((column, index) => named[index] ?? claim(primaryFor(column, entityType)) ?? newField(column));
}

function sameNamed(column: ColumnSample, entityType: EntityType): FieldDefinition | undefined {
  const wanted = normalized(column.name);
  return entityType.fields.find((field) => {
    if (field.readOnly || field.storage.kind === "header") return false;
    if (normalized(field.label) !== wanted && normalized(field.key) !== wanted) return false;
    // Whom or what a name means is looked up with the check.
    if (nameTarget(field) !== null) return true;
    return column.values.every((value) => fieldTypeOf(field).fromCsv(value, field.config).ok);
  });
}

function primaryFor(column: ColumnSample, entityType: EntityType): FieldDefinition | undefined {
  if (!NAME_SYNONYMS.has(normalized(column.name))) return undefined;
  return entityType.fields.find((field) => field.key === entityType.primaryField);
}

function newField(column: ColumnSample): ColumnTarget {
  const base = {
    label: column.name.trim().slice(0, 120) || "Column",
    help: "",
    required: false,
    unique: false,
    defaultValue: null,
    section: "Details",
    visibleWhen: null,
    requiredWhen: null,
    readRoles: null,
    writeRoles: null,
    indexed: false,
  };
  return { kind: "createField", field: { ...base, ...guessType(column.values) } };
}

function guessType(values: readonly string[]): Pick<FieldInput, "type" | "config"> {
  const filled = values.filter((value) => value !== "");
  if (filled.length === 0) return { type: "text", config: {} };
  for (const module of GUESSED_MODULES) {
    if (filled.every((value) => roundTrips(module, value))) return { type: module.type, config: {} };
  }
  const options = guessOptions(filled);
  if (options) return { type: "select", config: { options: [...options] } };
  return {
    type: filled.some((value) => value.length > TEXT_LIMIT || value.includes("\n")) ? "longText" : "text",
    config: {},
  };
}

/** Only what reads back exactly as written counts: `007`, `1.50` and `2013 (1888)` stay text. */
function roundTrips(module: FieldTypeModule, text: string): boolean {
  const parsed = module.fromCsv(text, {});
  return parsed.ok && module.toCsv(parsed.value, {}) === text;
}

function guessOptions(filled: readonly string[]): readonly SelectOption[] | null {
  const distinct = [...new Set(filled)];
  if (distinct.length > OPTION_LIMIT || distinct.length * ROWS_PER_OPTION > filled.length) return null;
  if (distinct.some((value) => value.trim() !== value || value.length > OPTION_LENGTH)) return null;
  if (new Set(distinct.map((value) => value.toLowerCase())).size < distinct.length) return null;
  const ids = new Set<string>();
  return distinct.map((label, index) => ({
    id: optionId(label, ids),
    label,
    hue: OPTION_HUES[index % OPTION_HUES.length] ?? "slate",
    archived: false,
  }));
}

function optionId(label: string, taken: Set<string>): string {
  const slug =
    label
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, "_")
      .replace(/^_+|_+$/g, "")
      .slice(0, 50) || "option";
  let id = slug;
  for (let number = 2; taken.has(id); number += 1) id = `${slug}_${number}`;
  taken.add(id);
  return id;
}

function normalized(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
}
