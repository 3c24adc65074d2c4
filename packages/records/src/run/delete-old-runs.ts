import type { TenantTransaction } from "@catalyst/db";

/** Where a tenant's deletion of old runs stands. */
export type RetentionSweep = {
  /** The last run that was looked at, in the order of their starts; null: a pass begins. */
  readonly after: { readonly startedAt: string; readonly runId: string } | null;
  /** Runs that this pass has deleted; one that deletes nothing is the last. */
  readonly inPass: number;
  readonly deleted: number;
  readonly done: boolean;
};

/** Nothing is deleted yet. */
export const SWEEP_BEGINS: RetentionSweep = { after: null, inPass: 0, deleted: 0, done: false };

/** Runs of one transaction, and rows of each kind that hang on them: a loop over 10,000 records alone has 30,000. */
const BATCH_RUNS = 200;
const BATCH_ROWS = 5_000;

type OldRun = { readonly run_id: string; readonly run_month: string; readonly started_at: string };

// Waits for another job of the same tenant, so that two never delete the same.
const LOCK =
  "select now() - make_interval(days => days) as cutoff from engine.retentions where tenant_id = $1 for update";

/*
 * Index workflow_runs_started: what is left there from before the cutoff is few. A quarantined run stays until somebody
 * has tried it again; a run stays for as long as one that it started, and until those that try it again, which may read
 * what it gave, have ended.
 */
const OLD_RUNS = `
  select r.run_id, r.run_month, r.started_at from crm.workflow_runs r
  where r.tenant_id = $1 and r.started_at < $2 and r.ended_at < $2
    and ($3::timestamptz is null or (r.started_at, r.run_id) > ($3::timestamptz, $4::uuid))
    and (r.status <> 'quarantined' or exists (
      select from crm.workflow_runs again where again.tenant_id = $1 and again.retry_of = r.run_id))
    and not exists (
      with recursive again as (
        select t.run_id, t.ended_at from crm.workflow_runs t where t.tenant_id = $1 and t.retry_of = r.run_id
        union all
        select t.run_id, t.ended_at from again a join crm.workflow_runs t on t.tenant_id = $1 and t.retry_of = a.run_id)
      select from again where ended_at is null)
    and not exists (select from crm.workflow_runs child where child.tenant_id = $1 and child.parent_run_id = r.run_id)
  order by r.started_at, r.run_id limit ${BATCH_RUNS}`;

// $2 runs, $3 their months.
const STEPS = `
  delete from crm.workflow_run_steps s using (
    select h.run_month, h.run_id, h.seq from crm.workflow_run_steps h
    where h.tenant_id = $1 and h.run_month = any($3::date[]) and h.run_id = any($2::uuid[]) limit ${BATCH_ROWS}) old
  where s.tenant_id = $1 and s.run_month = old.run_month and s.run_id = old.run_id and s.seq = old.seq`;
const ITEMS = `
  delete from crm.workflow_run_items i using (
    select h.run_id, h.token_id, h.ordinal from crm.workflow_run_items h
    where h.tenant_id = $1 and h.run_id = any($2::uuid[]) limit ${BATCH_ROWS}) old
  where i.tenant_id = $1 and i.run_id = old.run_id and i.token_id = old.token_id and i.ordinal = old.ordinal`;

// A run has few of these. Messages go before the approvals that they ask for.
const HANGING = [
  "delete from crm.notifications where tenant_id = $1 and run_id = any($2::uuid[])",
  "delete from crm.development_mails where tenant_id = $1 and run_id = any($2::uuid[])",
  "delete from crm.workflow_payloads where tenant_id = $1 and run_id = any($2::uuid[])",
  "delete from crm.workflow_waits where tenant_id = $1 and run_id = any($2::uuid[])",
  "delete from crm.workflow_runs where tenant_id = $1 and run_id = any($2::uuid[])",
];

/** Events that somebody has taken, or that nobody may take any more. */
const EVENTS = `
  delete from crm.workflow_events e using (
    select h.source, h.external_id from crm.workflow_events h
    where h.tenant_id = $1 and h.created_at < $2 and (h.consumed_by is not null or h.expires_at < now()) limit ${BATCH_ROWS}) old
  where e.tenant_id = $1 and e.source = old.source and e.external_id = old.external_id`;

const NOTE = `
  update engine.retentions set last_run_at = now(), last_deleted = $2, total_deleted = total_deleted + $3 where tenant_id = $1`;
// Months follow the starts of runs, so the oldest run is in the oldest month.
const FINISH = `
  update engine.retentions set needed_from = coalesce(
    (select r.run_month from crm.workflow_runs r where r.tenant_id = $1 order by r.started_at, r.run_id limit 1),
    date_trunc('month', now() at time zone 'UTC')::date)
  where tenant_id = $1`;

/**
 * Deletes one batch of the tenant's ended runs that are older than it wants, with all that hangs on them, in its own
 * transaction: call until `done`. Whatever is interrupted begins again from the start and finds less.
 */
export async function deleteOldRuns(tx: TenantTransaction, sweep: RetentionSweep): Promise<RetentionSweep> {
  const { tenantId } = tx.principal;
  const [kept] = (await tx.query<{ cutoff: string }>("lock-retention", LOCK, [tenantId])).rows;
  if (kept === undefined) return { ...sweep, done: true };
  const values = [tenantId, kept.cutoff, sweep.after?.startedAt ?? null, sweep.after?.runId ?? null];
  const runs = (await tx.query<OldRun>("old-runs", OLD_RUNS, values)).rows;
  if (runs.length > 0) return deleteRuns(tx, sweep, runs);
  if (sweep.inPass > 0) return { ...sweep, after: null, inPass: 0 };
  const events = await tx.query("delete-old-events", EVENTS, [tenantId, kept.cutoff]);
  if (events.rowCount === BATCH_ROWS) return sweep;
  await tx.query("note-retention", NOTE, [tenantId, sweep.deleted, 0]);
  await tx.query("finish-retention", FINISH, [tenantId]);
  return { ...sweep, done: true };
}

async function deleteRuns(
  tx: TenantTransaction,
  sweep: RetentionSweep,
  runs: readonly OldRun[],
): Promise<RetentionSweep> {
  const { tenantId } = tx.principal;
  const ids = runs.map((run) => run.run_id);
  const months = [...new Set(runs.map((run) => run.run_month))];
  const steps = await tx.query("delete-old-steps", STEPS, [tenantId, ids, months]);
  const items = await tx.query("delete-old-items", ITEMS, [tenantId, ids]);
  // More may be left: the next transaction goes on with the same runs.
  if (steps.rowCount === BATCH_ROWS || items.rowCount === BATCH_ROWS) return sweep;
  for (const [place, text] of HANGING.entries()) await tx.query(`delete-old-${place}`, text, [tenantId, ids]);
  const deleted = sweep.deleted + runs.length;
  await tx.query("note-retention", NOTE, [tenantId, deleted, runs.length]);
  return { after: lastOf(runs), inPass: sweep.inPass + runs.length, deleted, done: false };
}

function lastOf(runs: readonly OldRun[]): RetentionSweep["after"] {
  const last = runs.at(-1);
  return last === undefined ? null : { startedAt: last.started_at, runId: last.run_id };
}
