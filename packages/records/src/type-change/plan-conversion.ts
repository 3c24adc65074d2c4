import {
  DomainError,
  PLAN_RECORDS,
  type ConversionSample,
  type FieldConfig,
  type FieldType,
  type PlanTypeChangeInput,
  type Problem,
  type TypeChange,
} from "@catalyst/contracts";
import { conversionRefusal, fieldTypeOf, startingConfig, valuesKey } from "@catalyst/custom-fields";
import type { TenantTransaction } from "@catalyst/db";
import { ConversionId } from "@catalyst/contracts";
import { lockField, type CustomField } from "../admin/field-row.ts";
import { heldSlots } from "../admin/slot-assignment.ts";
import { findUses } from "../usage/find-uses.ts";
import type { RecordPorts } from "../ports.ts";
import { invalid } from "../write/create-record.ts";
import { convertRows, readRows, type ConversionTally } from "./convert-rows.ts";
import { readConversion, toTypeChange, type ChangeEffects, type ConversionRow } from "./conversion-row.ts";
import { losesIndex } from "./loses-index.ts";
import { conversionOf } from "./conversion-of.ts";

// What was only looked at leaves nothing behind; plans of changes that ran stay, for their numbers.
const FORGET_PLANS =
  "delete from crm.field_conversions where tenant_id = $1 and field_id = $2 and state in ('planning', 'planned')";
const INSERT_PLAN = `
  insert into crm.field_conversions (tenant_id, conversion_id, field_id, entity_type, state, from_type, to_type, from_config, to_config,
    from_default, from_key, to_key, total_rows, created_by)
  select $1, $2, $3, $4, 'planning', $5, $6, $7::jsonb, $8::jsonb, $9::jsonb, $10,
    $11 || '~' || (1 + (select count(*) from crm.field_conversions c where c.tenant_id = $1 and c.field_id = $3)),
    (select count(*) from crm.records r where r.tenant_id = $1 and r.entity_type = $4), $12`;
const SAVE_PLAN = `
  update crm.field_conversions set state = $3, to_config = $4::jsonb, samples = $5::jsonb, backfill_after = $6, done_rows = done_rows + $7,
    clean_rows = clean_rows + $8, lossy_rows = lossy_rows + $9, failed_rows = failed_rows + $10, updated_at = now()
  where tenant_id = $1 and conversion_id = $2`;

/** Starts a dry run of a change of type. Few records are looked at right away; many go on as a job. Nothing is changed. */
export async function planTypeChange(
  tx: TenantTransaction,
  ports: RecordPorts,
  input: PlanTypeChangeInput,
): Promise<TypeChange> {
  const field = await lockField(tx, input.fieldId);
  await refuse(tx, field, input.type);
  const to = { type: input.type, config: input.config };
  const toConfig = startingConfig(field, to);
  const problems = configProblems(input.type, toConfig);
  if (problems.length > 0) throw invalid(problems);
  const conversionId = ConversionId.parse(ports.newId());
  await insertPlan(tx, { field, conversionId, type: input.type, config: toConfig });
  const { done } = await runPlanBatch(tx, await readConversion(tx, conversionId), PLAN_RECORDS);
  if (!done) await ports.enqueueFieldJob(tx, { kind: "typeChange", conversionId }, 0);
  return toTypeChange(await readConversion(tx, conversionId), await effectsOf(tx, field, to));
}

/** Who stands in a change's way, and what becomes of the index. */
export async function effectsOf(
  tx: TenantTransaction,
  field: CustomField,
  to: { readonly type: FieldType; readonly config: FieldConfig },
): Promise<ChangeEffects> {
  const blockers = (await findUses(tx, field)).filter((use) => use.blocks);
  return { blockers, losesIndex: await losesIndex(tx, field, to) };
}

/** Problems of the new type's settings. Choices may be none yet: the values make them. */
export function configProblems(type: FieldType, config: FieldConfig): readonly Problem[] {
  const module = fieldTypeOf({ type, config });
  const foreign = Object.keys(config).filter((key) => !(module.configKeys as readonly string[]).includes(key));
  return [
    ...foreign.map((key) => ({
      field: `config.${key}`,
      code: "unknown_setting",
      message: `${module.label} has no such setting.`,
    })),
    ...module
      .checkConfig(config)
      .filter((problem) => !(problem.field === "config.options" && problem.code === "required")),
  ];
}

/** One batch of a dry run. */
export async function runPlanBatch(
  tx: TenantTransaction,
  row: ConversionRow,
  limit: number,
): Promise<{ done: boolean }> {
  const rows = await readRows(tx, row, { kind: "after", id: row.backfill_after, limit, lock: false });
  const tally = convertRows(await conversionOf(tx, row), rows, row.samples);
  const done = rows.length < limit;
  await savePlan(tx, row, {
    tally,
    state: done ? "planned" : "planning",
    after: rows.at(-1)?.id ?? row.backfill_after,
  });
  return { done };
}

type PlanProgress = {
  readonly tally: ConversionTally;
  readonly state: "planning" | "planned";
  readonly after: string | null;
};

async function savePlan(tx: TenantTransaction, row: ConversionRow, progress: PlanProgress): Promise<void> {
  const { tally } = progress;
  const samples: readonly ConversionSample[] = tally.samples;
  await tx.query("save-plan", SAVE_PLAN, [
    tx.principal.tenantId,
    row.conversion_id,
    progress.state,
    JSON.stringify(tally.config),
    JSON.stringify(samples),
    progress.after,
    tally.seen,
    tally.counts.clean,
    tally.counts.lossy,
    tally.counts.failed,
  ]);
}

async function refuse(tx: TenantTransaction, field: CustomField, type: FieldType): Promise<void> {
  const refusal = conversionRefusal(field.type, type);
  if (refusal !== null) throw invalid([{ field: "type", code: "not_convertible", message: refusal }]);
  if (field.archivedAt !== null) throw new DomainError("conflict", `${field.label} is archived. Restore it first.`);
  const unique = (await heldSlots(tx, field)).some(({ slot }) => slot.startsWith("u"));
  if (unique)
    throw new DomainError("conflict", `${field.label} is unique. Turn that off first: converted values may meet.`);
}

type NewPlan = {
  readonly field: CustomField;
  readonly conversionId: ConversionId;
  readonly type: FieldType;
  readonly config: FieldConfig;
};

async function insertPlan(tx: TenantTransaction, plan: NewPlan): Promise<void> {
  const { field } = plan;
  const { tenantId, principalId } = tx.principal;
  await tx.query("forget-plans", FORGET_PLANS, [tenantId, field.fieldId]);
  await tx.query("insert-plan", INSERT_PLAN, [
    tenantId,
    plan.conversionId,
    field.fieldId,
    field.entityType,
    field.type,
    plan.type,
    JSON.stringify(field.config),
    JSON.stringify(plan.config),
    JSON.stringify(field.defaultValue),
    valuesKey(field),
    field.key,
    principalId,
  ]);
}
