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

/**
 * $1 run ids that were not claimed. A wake-up for a running run must not be lost: the run wakes again when it would
 * sleep. Never waits: a worker that stands still while it holds a run's lock would keep all others from claiming.
 */
export const REMEMBER_WAKE_UPS = `
  with missed as (
    select run_id from engine.run_queue where run_id = any($1::uuid[]) and status = 'running' order by run_id for update skip locked)
  update engine.run_queue q set wake_pending = true from missed where q.run_id = missed.run_id returning q.run_id`;

/**
 * $1 run ids that were neither claimed nor told, $2 this engine. Wake-ups of runs of a newer engine stay for a worker
 * that knows it; those of runs that somebody holds locked come again. `soon`: it does not have to wait for another worker.
 */
export const KEEP_WAKE_UPS = `
  select run_id, tenant_id, priority, min_engine <= $2 as soon from engine.run_queue where run_id = any($1::uuid[]) and status <> 'queued'`;

/**
 * $1 this worker, $2 runs that it knows it holds. Whatever else is its own in the table was claimed by a transaction
 * whose outcome it never heard: somebody has to claim it again.
 */
export const DISOWN_RUNS = `
  with unknown as (
    select run_id from engine.run_queue where worker_id = $1 and status = 'running' and not run_id = any($2::uuid[])
    order by run_id for update skip locked)
  update engine.run_queue q set status = 'runnable', fence = q.fence + 1, worker_id = null, wake_pending = false, updated_at = clock_timestamp()
  from unknown where q.run_id = unknown.run_id returning q.run_id, q.tenant_id, q.priority`;

/** $1 run, $2 fence. A run that was taken over begins again: if this worker is lost too before it makes progress, that counts. */
export const BEGIN_AGAIN =
  "update engine.run_queue set crash_count = crash_count + 1 where run_id = $1 and fence = $2 and status = 'running'";
