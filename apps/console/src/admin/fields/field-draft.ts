import type {
  EntityType,
  FieldConfig,
  FieldDefinition,
  FieldInput,
  FieldPatch,
  FieldType,
  FieldValue,
  Filter,
  Role,
} from "@catalyst/contracts";
import { FIELD_TYPE_MODULES, isRelation } from "@catalyst/custom-fields";
import { valueToSend } from "../../entity/record-form.ts";

/** Settings that a form edits as text, so that half-typed numbers stay as typed. */
export const TEXT_SETTINGS = ["min", "max", "minLength", "maxLength", "decimals", "padding", "startAt"] as const;
export type TextSetting = (typeof TEXT_SETTINGS)[number];

/** A field as the form edits it. */
export type FieldDraft = {
  readonly label: string;
  readonly key: string;
  readonly type: FieldType;
  readonly help: string;
  readonly section: string;
  readonly required: boolean;
  readonly unique: boolean;
  readonly indexed: boolean;
  /** As an input of the type holds it. */
  readonly defaultValue: unknown;
  /** All settings but those in `texts`; settings of other types are kept while somebody looks around. */
  readonly config: Omit<FieldConfig, TextSetting>;
  readonly texts: Readonly<Record<TextSetting, string>>;
  readonly visibleWhen: Filter | null;
  readonly requiredWhen: Filter | null;
  readonly readRoles: readonly Role[] | null;
  readonly writeRoles: readonly Role[] | null;
};

/** Section of a field that names none. */
export const DEFAULT_SECTION = "Details";

const NO_TEXTS: FieldDraft["texts"] = {
  min: "",
  max: "",
  minLength: "",
  maxLength: "",
  decimals: "",
  padding: "",
  startAt: "",
};

/** An empty draft. */
export const NEW_FIELD: FieldDraft = {
  label: "",
  key: "",
  type: "text",
  help: "",
  section: DEFAULT_SECTION,
  required: false,
  unique: false,
  indexed: false,
  defaultValue: null,
  config: { targetEntityType: "companies" },
  texts: NO_TEXTS,
  visibleWhen: null,
  requiredWhen: null,
  readRoles: null,
  writeRoles: null,
};

/** The draft of a field that exists. Pure. */
export function draftOf(field: FieldDefinition): FieldDraft {
  const { min, max, minLength, maxLength, decimals, padding, startAt, ...config } = field.config;
  const numbers = { min, max, minLength, maxLength, decimals, padding, startAt };
  const texts = Object.fromEntries(TEXT_SETTINGS.map((key) => [key, String(numbers[key] ?? "")]));
  return {
    label: field.label,
    key: field.key,
    type: field.type,
    help: field.help,
    section: field.section,
    required: field.required,
    unique: field.unique,
    indexed: field.indexState === "building" || field.indexState === "ready",
    defaultValue: field.defaultValue,
    config,
    texts: { ...NO_TEXTS, ...texts },
    visibleWhen: field.visibleWhen,
    requiredWhen: field.requiredWhen,
    readRoles: field.readRoles,
    writeRoles: field.writeRoles,
  };
}

/** What is sent to make a field. Pure. */
export function toFieldInput(draft: FieldDraft): FieldInput {
  const { indexable, uniqueable, computed } = capabilities(draft);
  return {
    ...shared(draft),
    ...(draft.key.trim() === "" ? {} : { key: draft.key.trim() }),
    type: draft.type,
    required: draft.required && !computed,
    unique: draft.unique && uniqueable,
    indexed: draft.indexed && indexable,
  };
}

/** What is sent to change a field; key, type, uniqueness and index have ways of their own. Pure. */
export function toFieldPatch(draft: FieldDraft): FieldPatch {
  return { ...shared(draft), required: draft.required && !capabilities(draft).computed };
}

function shared(draft: FieldDraft) {
  const { computed } = capabilities(draft);
  return {
    label: draft.label.trim(),
    help: draft.help.trim(),
    section: draft.section.trim() || DEFAULT_SECTION,
    defaultValue: computed ? null : defaultToSend(draft),
    config: toConfig(draft),
    visibleWhen: draft.visibleWhen,
    requiredWhen: computed ? null : draft.requiredWhen,
    readRoles: draft.readRoles === null ? null : [...draft.readRoles],
    writeRoles: draft.writeRoles === null ? null : [...draft.writeRoles],
  };
}

function defaultToSend(draft: FieldDraft): FieldValue {
  return takesDefault(draft) ? valueToSend(draft.type, draft.defaultValue) : null;
}

/** What a field of a draft's type and settings can be. Pure. */
export function capabilities(draft: Pick<FieldDraft, "type" | "config">) {
  const module = FIELD_TYPE_MODULES[draft.type];
  const resolved = module.resolve?.(draft.config) ?? module;
  return {
    slotKind: resolved.slotKind,
    indexable: resolved.slotKind !== null,
    uniqueable: module.canBeUnique,
    computed: module.computed,
    dynamicDefaults: module.dynamicDefaults ?? [],
  };
}

/** Whether a new record can begin with a value of the field. Pure. */
export function takesDefault(draft: FieldDraft): boolean {
  return !capabilities(draft).computed && !isRelation(draft) && !draft.unique;
}

/** Whether somebody changed something. Pure. */
export function isDirty(draft: FieldDraft, start: FieldDraft): boolean {
  return JSON.stringify(draft) !== JSON.stringify(start);
}

/** A field as the draft describes it, for inputs that need a whole definition. Pure. */
export function previewField(draft: FieldDraft, entityType: EntityType): FieldDefinition {
  return {
    fieldId: null,
    entityType: entityType.key,
    key: draft.key || "new",
    label: draft.label,
    help: "",
    type: draft.type,
    required: false,
    unique: false,
    defaultValue: null,
    config: toConfig(draft),
    section: draft.section,
    position: 0,
    visibleWhen: null,
    requiredWhen: null,
    readRoles: null,
    writeRoles: null,
    storage: { kind: "values" },
    slot: null,
    indexState: "none",
    indexProgress: 0,
    system: false,
    readOnly: false,
    archivedAt: null,
    version: 1,
  };
}

/** Only the settings that the type understands: the server refuses any other. Pure. */
export function toConfig(draft: FieldDraft): FieldConfig {
  const { comparison, configKeys } = FIELD_TYPE_MODULES[draft.type];
  const isDay = comparison === "date";
  const texts = TEXT_SETTINGS.flatMap((key) => {
    const text = draft.texts[key].trim();
    return text === "" ? [] : [[key, isDay ? text : Number(text)]];
  });
  const all: FieldConfig = { ...draft.config, ...Object.fromEntries(texts) };
  const known = new Set<string>(configKeys);
  return Object.fromEntries(
    Object.entries(all).filter(([key, value]) => known.has(key) && value !== undefined && value !== ""),
  );
}
