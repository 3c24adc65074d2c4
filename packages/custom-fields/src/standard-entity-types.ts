import type {
  EntityTypeKey,
  FieldConfig,
  FieldDefinition,
  FieldStorage,
  FieldType,
  FieldValue,
  SelectOption,
  StandardEntityType,
} from "@catalyst/contracts";

/** Longest name of a record: `display_name` holds it whole, so that sorting by name is exact. */
export const NAME_LIMIT = 300;

type NativeField = {
  readonly key: string;
  readonly label: string;
  readonly type: FieldType;
  readonly required?: boolean;
  readonly defaultValue?: FieldValue;
  readonly config?: FieldConfig;
};

const option = (id: string, label: string, hue: SelectOption["hue"]): SelectOption => ({
  id,
  label,
  hue,
  archived: false,
});
const line = (key: string, label: string): NativeField => ({
  key,
  label,
  type: "text",
  config: { maxLength: NAME_LIMIT },
});
const nameField = (key: string, label: string): NativeField => ({ ...line(key, label), required: true });

const NATIVE_FIELDS: Readonly<Record<StandardEntityType, readonly NativeField[]>> = {
  companies: [
    nameField("name", "Name"),
    line("website", "Website"),
    line("industry", "Industry"),
    line("phone", "Phone"),
    line("city", "City"),
    line("country", "Country"),
    { key: "employee_count", label: "Employees", type: "number", config: { min: 0, decimals: 0 } },
    { key: "description", label: "Description", type: "longText" },
  ],
  contacts: [
    nameField("name", "Name"),
    line("email", "E-mail"),
    line("phone", "Phone"),
    line("job_title", "Job title"),
  ],
  deals: [
    nameField("name", "Name"),
    { key: "amount", label: "Amount", type: "number", config: { unit: "$", decimals: 2 } },
    { key: "pipeline_id", label: "Pipeline", type: "select", config: { options: [] } },
    { key: "stage_id", label: "Stage", type: "select", config: { options: [] } },
    { key: "close_date", label: "Close date", type: "date" },
  ],
  tasks: [
    nameField("title", "Title"),
    {
      key: "status",
      label: "Status",
      type: "select",
      required: true,
      defaultValue: "open",
      config: { options: [option("open", "Open", "blue"), option("done", "Done", "green")] },
    },
    {
      key: "priority",
      label: "Priority",
      type: "select",
      required: true,
      defaultValue: "normal",
      config: {
        options: [option("low", "Low", "slate"), option("normal", "Normal", "blue"), option("high", "High", "rose")],
      },
    },
    { key: "due_date", label: "Due date", type: "date" },
    { key: "description", label: "Description", type: "longText" },
  ],
  notes: [nameField("title", "Title"), { key: "body", label: "Text", type: "longText" }],
};

const HEADER_FIELDS: readonly (NativeField & { readonly column: string; readonly readOnly: boolean })[] = [
  { key: "ownerId", label: "Owner", type: "user", column: "owner_id", readOnly: false },
  { key: "createdAt", label: "Created", type: "dateTime", column: "created_at", readOnly: true },
  { key: "createdBy", label: "Created by", type: "user", column: "created_by", readOnly: true },
  { key: "updatedAt", label: "Updated", type: "dateTime", column: "updated_at", readOnly: true },
];

/** Header fields stand behind all others, of which there are 500 at most. */
const HEADER_POSITION = 10_000;

/** Columns of native fields, by key, that hold a uuid although their field is a select. */
export const NATIVE_UUID_COLUMNS: ReadonlySet<string> = new Set(["pipeline_id", "stage_id"]);

/** A deal pipeline's stages as a tenant has set them up. */
export type PipelineOptions = { readonly pipelines: readonly SelectOption[]; readonly stages: readonly SelectOption[] };

/** Keys that no custom field may take, in any entity type: header fields, and names that every JavaScript object has. */
export const RESERVED_FIELD_KEYS: ReadonlySet<string> = new Set([
  "id",
  "entityType",
  "version",
  "displayName",
  "teamId",
  "updatedBy",
  "deletedAt",
  "fields",
  "values",
  "constructor",
  "toString",
  "toLocaleString",
  "valueOf",
  "hasOwnProperty",
  "isPrototypeOf",
  "propertyIsEnumerable",
  ...HEADER_FIELDS.map((field) => field.key),
]);

/** Fields of a standard entity type that live in its own table, in display order. */
export function nativeFields(entityType: StandardEntityType, options: PipelineOptions): readonly FieldDefinition[] {
  return NATIVE_FIELDS[entityType].map((field, index) =>
    define(withTenantOptions(field, options), {
      entityType,
      position: index,
      storage: { kind: "native", table: entityType, column: field.key },
    }),
  );
}

/** Fields of the record's header, which every entity type has. */
export function headerFields(entityType: EntityTypeKey): readonly FieldDefinition[] {
  return HEADER_FIELDS.map((field, index) => ({
    ...define(field, {
      entityType,
      position: HEADER_POSITION + index,
      storage: { kind: "header", column: field.column },
    }),
    section: "Record",
    readOnly: field.readOnly,
  }));
}

function withTenantOptions(field: NativeField, options: PipelineOptions): NativeField {
  if (field.key === "pipeline_id") return { ...field, config: { options: [...options.pipelines] } };
  if (field.key === "stage_id") return { ...field, config: { options: [...options.stages] } };
  return field;
}

type Place = { readonly entityType: EntityTypeKey; readonly position: number; readonly storage: FieldStorage };

function define(field: NativeField, place: Place): FieldDefinition {
  return {
    fieldId: null,
    entityType: place.entityType,
    key: field.key,
    label: field.label,
    help: "",
    type: field.type,
    required: field.required ?? false,
    unique: false,
    defaultValue: field.defaultValue ?? null,
    config: field.config ?? {},
    section: "Details",
    position: place.position,
    storage: place.storage,
    slot: null,
    indexState: "none",
    indexProgress: 0,
    system: true,
    readOnly: false,
    visibleWhen: null,
    requiredWhen: null,
    readRoles: null,
    writeRoles: null,
    archivedAt: null,
    version: 1,
  };
}
