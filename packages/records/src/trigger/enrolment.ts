import {
  DomainError,
  type Enrolment,
  ENROLMENT_COUNT_LIMIT,
  type FieldValue,
  type Filter,
  PrincipalId,
  type RecordId,
  WorkflowId,
} from "@catalyst/contracts";
import type { TenantTransaction, WorkQueue } from "@catalyst/db";
import { assertEnrollable, startWorkflow, type WorkflowStarter } from "./start-workflow.ts";

/** Records that go through a workflow, some a minute. */
export type NewEnrolment = {
  readonly workflowId: WorkflowId;
  readonly entityType: string;
  readonly filter: Filter;
  readonly input: FieldValue;
  readonly ratePerMinute: number;
};

/** Which records: the next of a filter after an id, in the order of their ids. */
type Following = {
  readonly entityType: string;
  readonly filter: Filter;
  readonly limit: number;
  readonly afterId: string | null;
};

/** What enrolling works with. */
export type EnrolmentParts = {
  readonly starter: WorkflowStarter;
  readonly queue: Pick<WorkQueue, "enqueueJob">;
  readonly newId: () => string;
  readonly findIds: (tx: TenantTransaction, query: Following) => Promise<readonly RecordId[]>;
  readonly countIds: (tx: TenantTransaction, query: Following) => Promise<number>;
};

/** A batch each so many seconds keeps the rate even, and a pause is felt soon. */
const BATCH_SECONDS = 6;

type EnrolmentRow = {
  readonly enrolment_id: string;
  readonly workflow_id: string;
  readonly entity_type: string;
  readonly filter: Filter;
  readonly input: FieldValue;
  readonly rate: number;
  readonly state: Enrolment["state"];
  readonly after_id: string | null;
  readonly started: number;
  readonly error: string | null;
  readonly created_by: string;
  readonly created_at: string;
  readonly ended_at: string | null;
  readonly early: boolean;
};

const COLUMNS =
  "enrolment_id, workflow_id, entity_type, filter, input, rate, state, after_id, started, error, created_by, created_at, ended_at, next_at > clock_timestamp() as early";
const INSERT = `
  insert into crm.workflow_enrolments (tenant_id, enrolment_id, workflow_id, entity_type, filter, input, rate, created_by)
  values ($1, $2, $3, $4, $5, $6, $7, $8) returning ${COLUMNS}`;
const LOAD = `select ${COLUMNS} from crm.workflow_enrolments where tenant_id = $1 and enrolment_id = $2`;
const LIST = `
  select ${COLUMNS} from crm.workflow_enrolments where tenant_id = $1 and workflow_id = $2
  order by created_at desc, enrolment_id limit 20`;
const LOCK = `${LOAD} for update`;
const ADVANCE = `
  update crm.workflow_enrolments set after_id = coalesce($3, after_id), started = started + $4, state = $5, next_at = now() + make_interval(secs => $6),
    ended_at = case when $5 = 'done' then now() end
  where tenant_id = $1 and enrolment_id = $2`;
const SET_STATE = `
  update crm.workflow_enrolments set state = $3, next_at = now(), ended_at = case when $3 = 'cancelled' then now() end
  where tenant_id = $1 and enrolment_id = $2 and state in ('running', 'paused') returning ${COLUMNS}`;
const FAIL = `
  update crm.workflow_enrolments set state = 'failed', error = $3, ended_at = now()
  where tenant_id = $1 and enrolment_id = $2 and state = 'running'`;

/**
 * Begins an enrolment; its first batch starts at once. How many records it is about, `count` of the same filter says
 * before. @throws DomainError `not_found`, `conflict` or `field_invalid` where none of its runs could start
 */
export async function startEnrolment(
  tx: TenantTransaction,
  parts: EnrolmentParts,
  input: NewEnrolment,
): Promise<Enrolment> {
  const { tenantId, principalId } = tx.principal;
  const enrolmentId = parts.newId();
  const { workflowId, entityType, filter, ratePerMinute } = input;
  await assertEnrollable(tx, parts.starter, { workflowId, event: "manual", entityType, input: input.input });
  const json = [JSON.stringify(filter), JSON.stringify(input.input)];
  const values = [tenantId, enrolmentId, workflowId, entityType, ...json, ratePerMinute, principalId];
  const { rows } = await tx.query<EnrolmentRow>("insert-enrolment", INSERT, values);
  await parts.queue.enqueueJob(tx, { kind: "enrolment", tenantId, principalId, enrolmentId });
  return toEnrolment(tx, parts, rows[0]);
}

/** Where an enrolment stands. @throws DomainError `not_found` */
export async function getEnrolment(
  tx: TenantTransaction,
  parts: Pick<EnrolmentParts, "countIds">,
  enrolmentId: string,
): Promise<Enrolment> {
  const { rows } = await tx.query<EnrolmentRow>("load-enrolment", LOAD, [tx.principal.tenantId, enrolmentId]);
  return toEnrolment(tx, parts, rows[0]);
}

/** A workflow's last enrolments, the newest first. */
export async function listEnrolments(
  tx: TenantTransaction,
  parts: Pick<EnrolmentParts, "countIds">,
  workflowId: WorkflowId,
): Promise<readonly Enrolment[]> {
  const { rows } = await tx.query<EnrolmentRow>("list-enrolments", LIST, [tx.principal.tenantId, workflowId]);
  const enrolments: Enrolment[] = [];
  for (const row of rows) enrolments.push(await toEnrolment(tx, parts, row));
  return enrolments;
}

/** Pauses an enrolment, lets it go on, or ends it; runs that it has started go on. @throws DomainError `not_found` once it has ended */
export async function steerEnrolment(
  tx: TenantTransaction,
  parts: Pick<EnrolmentParts, "queue" | "countIds">,
  steered: { readonly enrolmentId: string; readonly state: "running" | "paused" | "cancelled" },
): Promise<Enrolment> {
  const { tenantId, principalId } = tx.principal;
  const { enrolmentId, state } = steered;
  const { rows } = await tx.query<EnrolmentRow>("steer-enrolment", SET_STATE, [tenantId, enrolmentId, state]);
  const steeredNow = await toEnrolment(tx, parts, rows[0]);
  if (state === "running") await parts.queue.enqueueJob(tx, { kind: "enrolment", tenantId, principalId, enrolmentId });
  return steeredNow;
}

/**
 * One batch: runs and progress commit together, with the job for the next batch, so that a killed worker starts no record
 * twice and leaves none out. A job too early belongs to a second chain, as a pause may leave one, and ends it.
 */
export async function runEnrolmentBatch(
  tx: TenantTransaction,
  parts: EnrolmentParts,
  enrolmentId: string,
): Promise<void> {
  const { tenantId, principalId } = tx.principal;
  const { rows } = await tx.query<EnrolmentRow>("lock-enrolment", LOCK, [tenantId, enrolmentId]);
  const row = rows[0];
  if (row === undefined || row.state !== "running" || row.early) return;
  const limit = Math.max(1, Math.round((row.rate * BATCH_SECONDS) / 60));
  const { entity_type: entityType, filter, after_id: afterId } = row;
  const recordIds = await parts.findIds(tx, { entityType, filter, limit, afterId });
  const started = recordIds.length === 0 ? [] : await startWorkflow(tx, parts.starter, startOf(row, recordIds));
  const isDone = recordIds.length < limit;
  const next = [recordIds.at(-1) ?? null, started.length, isDone ? "done" : "running", BATCH_SECONDS - 1];
  await tx.query("advance-enrolment", ADVANCE, [tenantId, enrolmentId, ...next]);
  const job = { kind: "enrolment", tenantId, principalId, enrolmentId } as const;
  if (!isDone) await parts.queue.enqueueJob(tx, job, BATCH_SECONDS);
}

/** Ends an enrolment that can't go on, with a sentence for people. */
export async function failEnrolment(tx: TenantTransaction, enrolmentId: string, message: string): Promise<void> {
  await tx.query("fail-enrolment", FAIL, [tx.principal.tenantId, enrolmentId, message]);
}

function startOf(row: EnrolmentRow, recordIds: readonly RecordId[]): Parameters<typeof startWorkflow>[2] {
  const workflowId = WorkflowId.parse(row.workflow_id);
  return {
    workflowId,
    event: "manual",
    enrols: true,
    key: `enrolment:${row.enrolment_id}`,
    recordIds,
    input: row.input,
  };
}

async function toEnrolment(
  tx: TenantTransaction,
  parts: Pick<EnrolmentParts, "countIds">,
  row: EnrolmentRow | undefined,
): Promise<Enrolment> {
  if (row === undefined) throw new DomainError("not_found", "There is no such enrolment, or it has ended.");
  const { entity_type: entityType, filter, after_id: afterId, state } = row;
  const limit = ENROLMENT_COUNT_LIMIT;
  const isOpen = state === "running" || state === "paused";
  return {
    enrolmentId: row.enrolment_id,
    workflowId: WorkflowId.parse(row.workflow_id),
    entityType,
    filter,
    state,
    started: row.started,
    left: isOpen ? await parts.countIds(tx, { entityType, filter, limit, afterId }) : null,
    ratePerMinute: row.rate,
    createdBy: PrincipalId.parse(row.created_by),
    createdAt: row.created_at,
    endedAt: row.ended_at,
    error: row.error,
  };
}
