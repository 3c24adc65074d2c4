import { QUEUE_SCHEMA } from "../queue-schema.ts";

/** A wake-up that this engine is too old for is looked at again after so long. */
const NEWER_ENGINE_PAUSE = "5 seconds";
/** And one whose run another transaction holds. */
const LOCKED_PAUSE = "1 second";

/**
 * T1 in one statement, which is a transaction of its own: $1 wake-ups at most, $2 this engine, $3 this worker, $4
 * the lowest priority.
 *
 * `claimed` takes what is runnable, or asleep while something has arrived for it, in the order of ids, so that two claimers
 * never wait for each other; the fence is raised, so whoever held a run before can commit nothing any more. A wake-up for a
 * running run must not be lost: it is remembered (`told`), and the run wakes again when it would sleep. Nothing here
 * waits: a worker that stands still while it holds a run's lock would keep all others from claiming.
 *
 * Wake-ups of runs that were neither claimed nor told come `later`: those of a newer engine stay for a worker that knows
 * it, those of runs that somebody holds locked get an id of their own, so that they stand in no other one's way. All
 * others are done with.
 */
export const CLAIM_RUNS = `
  with next as materialized (
    select id, (data ->> 'runId')::uuid as run_id from ${QUEUE_SCHEMA}.job_common
    where name = 'run-wake' and state < 'active' and not blocked and start_after <= now() and priority >= $4
    order by priority desc, created_on, id limit $1 for update skip locked),
  due as (
    select run_id from engine.run_queue
    where run_id = any(array(select run_id from next)) and status in ('runnable', 'waiting') and min_engine <= $2
    order by run_id for update skip locked),
  claimed as (
    update engine.run_queue q
    set status = 'running', fence = q.fence + 1, worker_id = $3, wake_pending = false, wake_at = null, updated_at = clock_timestamp()
    from due where q.run_id = due.run_id
    returning q.run_id, q.tenant_id, q.principal_id, q.run_month, q.fence, q.seq, q.crash_count, q.priority),
  busy as (
    select run_id from engine.run_queue where run_id = any(array(select run_id from next)) and status = 'running'
    order by run_id for update skip locked),
  told as (
    update engine.run_queue q set wake_pending = true from busy where q.run_id = busy.run_id returning q.run_id),
  kept as materialized (
    select n.id, q.min_engine <= $2 as soon from next n join engine.run_queue q on q.run_id = n.run_id
    where q.status <> 'queued' and n.run_id not in (select run_id from claimed union all select run_id from told)),
  later as (
    update ${QUEUE_SCHEMA}.job_common j set id = case when k.soon then gen_random_uuid() else j.id end,
      start_after = now() + case when k.soon then interval '${LOCKED_PAUSE}' else interval '${NEWER_ENGINE_PAUSE}' end
    from kept k where j.name = 'run-wake' and j.id = k.id),
  done as (
    delete from ${QUEUE_SCHEMA}.job_common j
    where j.name = 'run-wake' and j.id = any(array(select id from next where id not in (select id from kept))))
  select * from claimed`;

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

/**
 * $1 runs, $2 their fences. Runs that were taken over begin again: if this worker is lost too before they make progress,
 * that counts. Locked in the order of ids, as all do that lock many.
 */
export const BEGIN_AGAIN = `
  with mine as (
    select q.run_id from unnest($1::uuid[], $2::bigint[]) as c(run_id, fence)
    join engine.run_queue q on q.run_id = c.run_id and q.fence = c.fence and q.status = 'running'
    where q.run_id = any($1::uuid[]) order by q.run_id for update of q)
  update engine.run_queue q set crash_count = q.crash_count + 1 from mine where q.run_id = mine.run_id`;
