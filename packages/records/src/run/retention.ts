import { DomainError, type RunRetention } from "@catalyst/contracts";
import type { TenantTransaction, WorkQueue } from "@catalyst/db";

type RetentionRow = {
  readonly days: number;
  readonly last_run_at: string | null;
  readonly last_deleted: number;
  readonly total_deleted: number;
};

const LOAD = "select days, last_run_at, last_deleted, total_deleted from engine.retention()";
const SET = "select engine.set_retention($1)";

/** How long the tenant keeps the history of ended runs, and what the last deletion did. */
export async function getRetention(tx: TenantTransaction): Promise<RunRetention> {
  const [row] = (await tx.query<RetentionRow>("load-retention", LOAD, [])).rows;
  if (row === undefined) throw new DomainError("not_found", "This tenant is being deleted.");
  const { days, last_run_at: lastRunAt, last_deleted: lastDeleted, total_deleted: totalDeleted } = row;
  return { days, lastRunAt, lastDeleted, totalDeleted: Number(totalDeleted) };
}

/** Sets how long that is; what is too old from now on goes at once, not only with the next day's deletion. */
export async function setRetention(
  tx: TenantTransaction,
  queue: Pick<WorkQueue, "enqueueJob">,
  days: number,
): Promise<RunRetention> {
  const { tenantId, principalId } = tx.principal;
  await tx.query("set-retention", SET, [days]);
  await queue.enqueueJob(tx, { kind: "retention", tenantId, principalId });
  return getRetention(tx);
}
