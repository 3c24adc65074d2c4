/**
 * $1 run ids, $2 this engine, $3 this worker. Takes what is runnable, or asleep while something has arrived for it, in the order of ids, so that two claimers never
 * wait for each other; the fence is raised, so whoever held a run before can commit nothing any more.
 */
export const CLAIM_RUNS = `
  with due as (
    select run_id from engine.run_queue
    where run_id = any($1::uuid[]) and status in ('runnable', 'waiting') and min_engine <= $2
    order by run_id for update skip locked)
  update engine.run_queue q
  set status = 'running', fence = q.fence + 1, worker_id = $3, wake_pending = false, wake_at = null, updated_at = clock_timestamp()
  from due where q.run_id = due.run_id
  returning q.run_id, q.tenant_id, q.principal_id, q.run_month, q.fence, q.seq, q.crash_count, q.priority`;

/** $1 run ids that were not claimed. A wake-up for a running run must not be lost: the run wakes again when it would sleep. */
export const REMEMBER_WAKE_UPS = `
  with missed as (
    select run_id from engine.run_queue where run_id = any($1::uuid[]) and status = 'running' order by run_id for update)
  update engine.run_queue q set wake_pending = true from missed where q.run_id = missed.run_id`;

/** $1 run ids. Runs of a newer engine: their wake-ups stay for a worker that knows it. */
export const KEEP_FOR_NEWER = `select run_id, tenant_id, priority from engine.run_queue where run_id = any($1::uuid[]) and status in ('runnable', 'waiting') and min_engine > $2`;
