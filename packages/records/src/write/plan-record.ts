import type {
  CrmRecord,
  EntityType,
  FieldValue,
  FieldValues,
  Principal,
  PrincipalId,
  Problem,
  RecordId,
  RecordPatch,
  TeamId,
} from "@catalyst/contracts";
import { fieldTypeOf, NAME_LIMIT, sameValue, validateRecord } from "@catalyst/custom-fields";
import { withFormulas } from "../computed/with-formulas.ts";
import { clockOf, type Metadata } from "../metadata/metadata.ts";

/** What is to be written of one record, complete and canonical; nothing in it needs another look at the database. */
export type PlannedRecord = {
  readonly id: RecordId;
  readonly ownerId: PrincipalId | null;
  readonly teamId: TeamId | null;
  readonly displayName: string;
  /** All fields after the change, by key. */
  readonly fields: FieldValues;
  /** Why formulas have no value, by key. */
  readonly formulaErrors: Readonly<Record<string, string>>;
  /** The record before; null when it is new. */
  readonly before: CrmRecord | null;
  /** Keys whose value changes, `ownerId` and `teamId` among them. */
  readonly changedKeys: readonly string[];
};

/** A plan, or everything that is wrong with what was asked. */
export type Plan =
  | { readonly ok: true; readonly planned: PlannedRecord }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** What is asked of one record; `before` null makes a new one. */
export type PlanRequest = {
  readonly metadata: Metadata;
  readonly entityType: EntityType;
  readonly patch: RecordPatch;
  readonly id: RecordId;
  readonly before: CrmRecord | null;
  /** Who writes: decides which fields are open, and what "me" and "today" mean. */
  readonly principal: Principal;
  /** Owner and team of a new record for which none are given. */
  readonly defaults: { readonly ownerId: PrincipalId | null; readonly teamId: TeamId | null };
};

/** Decides what a patch makes of a record. Pure. */
export function planRecord(request: PlanRequest): Plan {
  const { entityType, before, metadata, principal } = request;
  const validated = validateRecord({
    scope: { entityType, clock: clockOf(metadata, principal.principalId), me: principal.principalId },
    patch: withPipeline(request),
    existing: before === null ? null : existingValues(before),
    role: principal.role,
  });
  if (!validated.ok) return validated;
  const { ownerId: owner, ...values } = validated.values;
  const computed = withFormulas(entityType, { ...emptyFields(entityType), ...before?.fields, ...values });
  const { fields } = computed;
  const ownerId = chosenOwner(request, owner);
  const teamId =
    request.patch.teamId === undefined
      ? before === null
        ? request.defaults.teamId
        : before.teamId
      : request.patch.teamId;
  const problems = [...stageProblems(fields, metadata), ...memberProblems({ ...request, ownerId, teamId })];
  if (problems.length > 0) return { ok: false, problems };
  const planned = {
    id: request.id,
    ownerId,
    teamId,
    displayName: displayName(entityType, fields),
    before,
    ...computed,
  };
  return { ok: true, planned: { ...planned, changedKeys: changedKeys(planned) } };
}

function existingValues(record: CrmRecord): FieldValues {
  return { ...record.fields, ownerId: record.ownerId };
}

function emptyFields(entityType: EntityType): FieldValues {
  return Object.fromEntries(
    entityType.fields.flatMap((field) => (field.storage.kind === "header" ? [] : [[field.key, null]])),
  );
}

/** The header's owner wins over a value among the fields, where workflows and imports put it. */
function chosenOwner(request: PlanRequest, among: FieldValue | undefined): PrincipalId | null {
  const { patch, before, defaults, metadata } = request;
  if (patch.ownerId !== undefined) return patch.ownerId;
  if (among === undefined) return before === null ? defaults.ownerId : before.ownerId;
  return metadata.principals.find((principal) => principal.id === among)?.id ?? (among as PrincipalId | null);
}

/** A stage belongs to one pipeline, so choosing it alone chooses both. */
function withPipeline(request: PlanRequest): FieldValues {
  const fields = request.patch.fields;
  const stage = fields["stage_id"];
  if (request.entityType.key !== "deals" || typeof stage !== "string" || fields["pipeline_id"] !== undefined)
    return fields;
  const pipeline = request.metadata.stagePipelines.get(stage);
  return pipeline === undefined ? fields : { ...fields, pipeline_id: pipeline };
}

function stageProblems(fields: FieldValues, metadata: Metadata): readonly Problem[] {
  const stage = fields["stage_id"];
  if (typeof stage !== "string" || !metadata.stagePipelines.has(stage)) return [];
  if (metadata.stagePipelines.get(stage) === fields["pipeline_id"]) return [];
  return [{ field: "stage_id", code: "other_pipeline", message: "Stage is not one of this pipeline's." }];
}

type Members = PlanRequest & { readonly ownerId: PrincipalId | null; readonly teamId: TeamId | null };

/** A member who left may stay owner of what they have, but gets nothing new. */
function memberProblems(request: Members): readonly Problem[] {
  const { metadata, entityType, before, ownerId, teamId } = request;
  const active = new Set<string>(
    metadata.principals.filter((principal) => principal.active).map((principal) => principal.id),
  );
  const problems: Problem[] = [];
  if (ownerId !== null && ownerId !== before?.ownerId && !active.has(ownerId))
    problems.push({ field: "ownerId", code: "unknown_user", message: "Owner is not a member of this tenant." });
  if (teamId !== null && !metadata.teams.some((team) => team.id === teamId))
    problems.push({ field: "teamId", code: "unknown_team", message: "Team is not one of this tenant's." });
  for (const field of entityType.fields) {
    const value = request.patch.fields[field.key];
    if (fieldTypeOf(field).comparison !== "user" || field.storage.kind !== "values" || typeof value !== "string")
      continue;
    if (value !== before?.fields[field.key] && !active.has(value.toLowerCase()))
      problems.push({
        field: field.key,
        code: "unknown_user",
        message: `${field.label} is not a member of this tenant.`,
      });
  }
  return problems;
}

function displayName(entityType: EntityType, fields: FieldValues): string {
  const name = fields[entityType.primaryField];
  return typeof name === "string" ? [...name].slice(0, NAME_LIMIT).join("") : "";
}

function changedKeys(planned: Omit<PlannedRecord, "changedKeys">): readonly string[] {
  const before = planned.before;
  const keys = Object.keys(planned.fields).filter((key) => !sameValue(planned.fields[key], before?.fields[key]));
  if (planned.ownerId !== (before?.ownerId ?? null)) keys.push("ownerId");
  if (planned.teamId !== (before?.teamId ?? null)) keys.push("teamId");
  return keys;
}
