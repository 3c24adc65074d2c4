import {
  FIELD_TYPES,
  type FieldConfig,
  type FieldDefinition,
  type FieldInput,
  type FieldPatch,
  type FieldType,
  type SelectOption,
} from "@catalyst/contracts";
import { FIELD_TYPE_MODULES } from "@catalyst/custom-fields";

/** Types that an admin can choose; stamps come with the product. */
export const CHOOSABLE_TYPES = FIELD_TYPES.filter((type) => type !== "dateTime");

/** A field as the form edits it: text for numbers, so that half-typed ones stay as typed. */
export type FieldDraft = {
  readonly label: string;
  readonly key: string;
  readonly type: FieldType;
  readonly help: string;
  readonly required: boolean;
  readonly unique: boolean;
  readonly indexed: boolean;
  readonly options: readonly SelectOption[];
  readonly targetEntityType: string;
  readonly multiple: boolean;
  readonly onTargetDelete: "refuse" | "clear" | "cascade";
  readonly unit: string;
  readonly min: string;
  readonly max: string;
  readonly pattern: string;
};

/** An empty draft. */
export const NEW_FIELD: FieldDraft = {
  label: "",
  key: "",
  type: "text",
  help: "",
  required: false,
  unique: false,
  indexed: false,
  options: [],
  targetEntityType: "companies",
  multiple: false,
  onTargetDelete: "clear",
  unit: "",
  min: "",
  max: "",
  pattern: "",
};

/** The draft of a field that exists. */
export function draftOf(field: FieldDefinition): FieldDraft {
  const { config } = field;
  return {
    ...NEW_FIELD,
    label: field.label,
    key: field.key,
    type: field.type,
    help: field.help,
    required: field.required,
    unique: field.unique,
    indexed: field.indexState === "building" || field.indexState === "ready",
    options: config.options ?? [],
    targetEntityType: config.targetEntityType ?? NEW_FIELD.targetEntityType,
    multiple: config.multiple ?? false,
    onTargetDelete: config.onTargetDelete ?? "clear",
    unit: config.unit ?? "",
    min: String(config.min ?? ""),
    max: String(config.max ?? ""),
    pattern: config.pattern ?? "",
  };
}

/** What is sent to make a field. */
export function toFieldInput(draft: FieldDraft): FieldInput {
  return {
    label: draft.label.trim(),
    ...(draft.key.trim() === "" ? {} : { key: draft.key.trim() }),
    type: draft.type,
    help: draft.help,
    required: draft.required,
    unique: draft.unique,
    defaultValue: null,
    config: toConfig(draft),
    section: "Details",
    visibleWhen: null,
    requiredWhen: null,
    readRoles: null,
    writeRoles: null,
    indexed: draft.indexed,
  };
}

/** What is sent to change a field; key, type and uniqueness stay. */
export function toFieldPatch(draft: FieldDraft): FieldPatch {
  return { label: draft.label.trim(), help: draft.help, required: draft.required, config: toConfig(draft) };
}

/** Whether fields of the type can be indexed or unique. */
export function capabilities(type: FieldType): { readonly indexable: boolean; readonly uniqueable: boolean } {
  const module = FIELD_TYPE_MODULES[type];
  return { indexable: module.slotKind !== null, uniqueable: module.canBeUnique };
}

/** Only the settings that the type understands: the server refuses any other. */
function toConfig(draft: FieldDraft): FieldConfig {
  const all: FieldConfig = {
    ...(draft.min.trim() === "" ? {} : { min: bound(draft.type, draft.min) }),
    ...(draft.max.trim() === "" ? {} : { max: bound(draft.type, draft.max) }),
    ...(draft.pattern === "" ? {} : { pattern: draft.pattern }),
    ...(draft.unit === "" ? {} : { unit: draft.unit }),
    options: [...draft.options],
    targetEntityType: draft.targetEntityType,
    multiple: draft.multiple,
    onTargetDelete: draft.onTargetDelete,
  };
  const known = new Set<string>(FIELD_TYPE_MODULES[draft.type].configKeys);
  return Object.fromEntries(Object.entries(all).filter(([key]) => known.has(key)));
}

function bound(type: FieldType, text: string): number | string {
  return type === "number" ? Number(text) : text.trim();
}
