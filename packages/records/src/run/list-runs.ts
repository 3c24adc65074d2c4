import { DomainError, RunId, type ListRunsInput, type RunSummary } from "@catalyst/contracts";
import type { TenantTransaction } from "@catalyst/db";
import { RUN_COLUMNS, RUN_TABLES, toRunSummary, type RunRow } from "./run-row.ts";
import { visibleRun } from "./visible-run.ts";

/** Start and id of the last run of a page. */
const CURSOR = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,6})?Z)~([0-9a-f-]{36})$/;

/** Newest first, by keyset: workflow_runs_started, workflow_runs_workflow or workflow_runs_record carries it. */
export async function listRuns(
  tx: TenantTransaction,
  input: ListRunsInput,
): Promise<{ runs: RunSummary[]; nextCursor: string | null }> {
  const values: unknown[] = [tx.principal.tenantId, input.limit + 1];
  const place = (value: unknown): string => `$${values.push(value)}`;
  const conditions = ["r.tenant_id = $1", visibleRun(tx)];
  if (input.workflowId !== undefined) conditions.push(`r.workflow_id = ${place(input.workflowId)}`);
  if (input.status !== undefined) conditions.push(`r.status = ${place(input.status)}`);
  if (input.record !== undefined)
    conditions.push(`r.record_id = ${place(input.record.id)}`, `r.entity_type = ${place(input.record.entityType)}`);
  if (input.cursor !== undefined) {
    const [startedAt, runId] = readCursor(input.cursor);
    conditions.push(`(r.started_at, r.run_id) < (${place(startedAt)}::timestamptz, ${place(runId)}::uuid)`);
  }
  const text = `select ${RUN_COLUMNS} from ${RUN_TABLES} where ${conditions.join(" and ")} order by r.started_at desc, r.run_id desc limit $2`;
  const { rows } = await tx.query<RunRow>(null, text, values);
  const runs = rows.slice(0, input.limit).map(toRunSummary);
  return { runs, nextCursor: rows.length > input.limit ? writeCursor(runs.at(-1)) : null };
}

function writeCursor(last: RunSummary | undefined): string | null {
  return last === undefined ? null : Buffer.from(`${last.startedAt}~${last.runId}`).toString("base64url");
}

function readCursor(cursor: string): readonly [startedAt: string, runId: string] {
  const [, startedAt, runId] = CURSOR.exec(Buffer.from(cursor, "base64url").toString("utf8")) ?? [];
  if (
    startedAt !== undefined &&
    runId !== undefined &&
    RunId.safeParse(runId).success &&
    !Number.isNaN(Date.parse(startedAt))
  )
    return [startedAt, runId];
  throw new DomainError("bad_request", "This page can't be found. Load the list again from the start.");
}
