import {
  FieldId,
  PrincipalId,
  TeamId,
  VersionId,
  WorkflowId,
  STANDARD_ENTITY_TYPES,
  OPTION_HUES,
  type EntityType,
  type FieldConfig,
  type FieldDefinition,
  type FieldStorage,
  type FieldType,
  type FieldValue,
  type IndexState,
  type Filter,
  type Role,
  type SelectOption,
  type StandardEntityType,
  type TriggerDefinition,
} from "@catalyst/contracts";
import {
  byPosition,
  fieldTypeOf,
  headerFields,
  isRelation,
  nativeFields,
  type PipelineOptions,
} from "@catalyst/custom-fields";
import type { TenantTransaction } from "@catalyst/db";
import { recomputeOf, type RecomputationRow } from "../computed/recompute-state.ts";
import type { PublishedTrigger } from "@catalyst/workflow-engine";
import type { Metadata, SlotAssignment } from "./metadata.ts";

type EntityTypeRow = {
  key: string;
  kind: "standard" | "custom";
  label: string;
  label_plural: string;
  icon: string;
  primary_field: string;
};
type StageRow = { stage_id: string; pipeline_id: string; name: string; kind: "open" | "won" | "lost" };
type FieldRow = {
  field_id: string;
  entity_type: string;
  key: string;
  label: string;
  type: FieldType;
  help: string;
  required: boolean;
  is_unique: boolean;
  default_value: FieldValue;
  config: FieldConfig;
  section: string;
  position: number;
  is_system: boolean;
  value_key: string | null;
  deleted_at: string | null;
  visible_when: Filter | null;
  required_when: Filter | null;
  read_roles: Role[] | null;
  write_roles: Role[] | null;
  archived_at: string | null;
  version: number;
};
type SlotRow = {
  entity_type: string;
  slot: string;
  field_id: string;
  state: SlotAssignment["state"];
  done_rows: number;
  total_rows: number;
};
type TriggerRow = {
  workflow_id: string;
  version_id: string;
  /** The trigger's type; in rows of the first version its event. */
  event: "created" | "updated" | TriggerDefinition["type"];
  config: TriggerDefinition["config"];
  min_engine: number;
};
type PrincipalRow = {
  principal_id: string;
  name: string;
  active: boolean;
  time_zone: string | null;
  week_starts_on: number | null;
};
type MetadataRow = {
  version: number;
  entity_types: EntityTypeRow[] | null;
  fields: FieldRow[] | null;
  slots: SlotRow[] | null;
  recomputations: RecomputationRow[] | null;
  time_zone: string;
  week_starts_on: number;
  principals: PrincipalRow[] | null;
  teams: { team_id: string; name: string }[] | null;
  pipelines: { pipeline_id: string; name: string }[] | null;
  stages: StageRow[] | null;
  triggers: TriggerRow[] | null;
};

// One statement, so that all parts are of one version.
const LOAD = `
  select t.metadata_version as version, t.time_zone, t.week_starts_on,
    (select jsonb_agg(to_jsonb(e) order by e.position, e.key) from crm.entity_types e where e.tenant_id = $1 and e.archived_at is null) as entity_types,
    (select jsonb_agg(to_jsonb(f) order by f.position, f.key) from crm.custom_field_definitions f where f.tenant_id = $1) as fields,
    (select jsonb_agg(to_jsonb(s)) from crm.slot_assignments s where s.tenant_id = $1) as slots,
    (select jsonb_agg(to_jsonb(c)) from crm.recomputations c where c.tenant_id = $1 and c.state <> 'done') as recomputations,
    (select jsonb_agg(to_jsonb(p) order by p.name, p.principal_id) from crm.principals p where p.tenant_id = $1) as principals,
    (select jsonb_agg(to_jsonb(m) order by m.name, m.team_id) from crm.teams m where m.tenant_id = $1) as teams,
    (select jsonb_agg(to_jsonb(l) order by l.position) from crm.pipelines l where l.tenant_id = $1) as pipelines,
    (select jsonb_agg(to_jsonb(g) order by l.position, g.position) from crm.pipeline_stages g
      join crm.pipelines l on l.tenant_id = g.tenant_id and l.pipeline_id = g.pipeline_id where g.tenant_id = $1) as stages,
    (select jsonb_agg(to_jsonb(w) || jsonb_build_object('min_engine', v.min_engine) order by w.workflow_id) from crm.workflow_triggers w
      join crm.workflow_versions v on v.tenant_id = w.tenant_id and v.version_id = w.version_id where w.tenant_id = $1) as triggers
  from crm.tenants t where t.tenant_id = $1`;

/** Reads all metadata of the transaction's tenant, past any cache. */
export async function readMetadata(tx: TenantTransaction): Promise<Metadata> {
  const result = await tx.query<MetadataRow>("load-metadata", LOAD, [tx.principal.tenantId]);
  const row = result.rows[0];
  if (row === undefined) throw new Error("Assertion failed: the tenant of an open context exists");
  return toMetadata(row);
}

function toMetadata(row: MetadataRow): Metadata {
  const stages = row.stages ?? [];
  const options: PipelineOptions = {
    pipelines: (row.pipelines ?? []).map((pipeline) => ({
      id: pipeline.pipeline_id,
      label: pipeline.name,
      hue: "slate",
      archived: false,
    })),
    stages: stages.map(stageOption),
  };
  const slots = row.slots ?? [];
  const customFields = (row.fields ?? []).map((field) => ({
    ...toDefinition(field, slots),
    ...recomputeOf(field, row.recomputations ?? []),
  }));
  const entityTypes = (row.entity_types ?? []).map((entityType) => toEntityType(entityType, customFields, options));
  return {
    version: row.version,
    entityTypes: new Map(entityTypes.map((entityType) => [entityType.key, entityType])),
    customFields,
    slots: slots.map((slot) => ({
      entityType: slot.entity_type,
      slot: slot.slot,
      fieldId: slot.field_id,
      state: slot.state,
    })),
    principals: (row.principals ?? []).map((principal) => ({
      id: PrincipalId.parse(principal.principal_id),
      name: principal.name,
      active: principal.active,
      timeZone: principal.time_zone,
      weekStartsOn: principal.week_starts_on,
    })),
    calendar: { timeZone: row.time_zone, weekStartsOn: row.week_starts_on },
    teams: (row.teams ?? []).map((team) => ({ id: TeamId.parse(team.team_id), name: team.name })),
    stagePipelines: new Map(stages.map((stage) => [stage.stage_id, stage.pipeline_id])),
    triggers: (row.triggers ?? []).map(toTrigger),
  };
}

function toTrigger(row: TriggerRow): PublishedTrigger {
  return {
    workflowId: WorkflowId.parse(row.workflow_id),
    versionId: VersionId.parse(row.version_id),
    minEngine: row.min_engine,
    trigger: { type: triggerType(row.event), config: row.config },
  };
}

function triggerType(event: TriggerRow["event"]): TriggerDefinition["type"] {
  return event === "created" || event === "updated" ? `record_${event}@1` : event;
}

function stageOption(stage: StageRow, index: number): SelectOption {
  const open = OPTION_HUES[1 + (index % (OPTION_HUES.length - 1))] ?? "slate";
  return {
    id: stage.stage_id,
    label: stage.name,
    hue: stage.kind === "won" ? "green" : stage.kind === "lost" ? "rose" : open,
    archived: false,
  };
}

function toEntityType(
  row: EntityTypeRow,
  customFields: readonly FieldDefinition[],
  options: PipelineOptions,
): EntityType {
  const own = customFields.filter((field) => field.entityType === row.key && field.archivedAt === null);
  const native = isStandard(row.key) ? nativeFields(row.key, options) : [];
  return {
    key: row.key,
    label: row.label,
    labelPlural: row.label_plural,
    kind: row.kind,
    primaryField: row.primary_field,
    icon: row.icon,
    fields: [...native, ...own, ...headerFields(row.key)].sort(byPosition),
  };
}

function isStandard(key: string): key is StandardEntityType {
  return (STANDARD_ENTITY_TYPES as readonly string[]).includes(key);
}

function toDefinition(row: FieldRow, slots: readonly SlotRow[]): FieldDefinition {
  const own = slots.filter((slot) => slot.field_id === row.field_id && slot.state !== "quarantined");
  // A slot that is being emptied may stand beside the one that took its place.
  const search = own.filter((slot) => !slot.slot.startsWith("u"));
  const assigned = search.find((slot) => slot.state !== "releasing") ?? search[0];
  const unique = own.find((slot) => slot.slot.startsWith("u") && slot.state === "ready");
  return {
    fieldId: FieldId.parse(row.field_id),
    entityType: row.entity_type,
    key: row.key,
    label: row.label,
    help: row.help,
    type: row.type,
    required: row.required,
    unique: row.is_unique,
    defaultValue: row.default_value,
    config: row.config,
    section: row.section,
    position: row.position,
    storage: storageOf(row),
    slot: assigned?.slot ?? null,
    uniqueSlot: unique?.slot ?? null,
    indexState: indexStateOf(assigned),
    indexProgress:
      assigned === undefined ? 0 : backfillProgress(assigned.state, assigned.done_rows, assigned.total_rows),
    system: row.is_system,
    readOnly: fieldTypeOf(row).computed,
    visibleWhen: row.visible_when,
    requiredWhen: row.required_when,
    readRoles: row.read_roles,
    writeRoles: row.write_roles,
    archivedAt: row.archived_at,
    version: row.version,
  };
}

function storageOf(row: FieldRow): FieldStorage {
  if (isRelation(row)) return { kind: "links" };
  return row.value_key === null ? { kind: "values" } : { kind: "values", key: row.value_key };
}

function indexStateOf(assigned: SlotRow | undefined): IndexState {
  if (assigned === undefined || assigned.state === "quarantined" || assigned.state === "failed") return "none";
  return assigned.state;
}

/** Per cent of a backfill's first pass; 99 at most until the last pass has found nothing. */
export function backfillProgress(state: SlotAssignment["state"], doneRows: number, totalRows: number): number {
  if (state !== "building") return state === "ready" ? 100 : 0;
  return Math.min(99, Math.floor((100 * doneRows) / Math.max(1, totalRows)));
}
