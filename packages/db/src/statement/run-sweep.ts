import { QUEUE_SCHEMA } from "../queue-schema.ts";

/** Priority of runs whose worker was lost; a tenant's own are 0 at most. */
export const LOST_PRIORITY = 1;

/** The advisory lock of a worker's lease. */
function leaseKey(workerId: string): string {
  return `hashtextextended(${workerId}::text, 11)`;
}

/** Whether worker `w` may be at work. The lock is looked at where the last renewal is not a young one, and by others never held for longer than a statement. */
function isAlive(leaseSeconds: string, gapSeconds: string): string {
  return `w.renewed_at > now() - make_interval(secs => ${leaseSeconds}) and (w.renewed_at > now() - make_interval(secs => ${gapSeconds})
        or not pg_try_advisory_xact_lock_shared(${leaseKey("w.worker_id")}))`;
}

/**
 * One look for all idle loops: is there a wake-up, a job, a wait that is due, a run whose worker is gone? $1: seconds
 * after which a lease is over, $2: after which that of a process without a connection is. Each part is an index probe.
 */
export const PEEK = `
  select
    exists (select from ${QUEUE_SCHEMA}.job where name = 'run-wake' and state < 'active' and start_after <= now()) as "wakeUps",
    exists (select from ${QUEUE_SCHEMA}.job where name = 'job' and state < 'active' and start_after <= now()) as jobs,
    exists (select from ${QUEUE_SCHEMA}.job where name = 'job' and state = 'active') as "jobsAtWork",
    exists (select from engine.run_queue where status = 'waiting' and wake_at <= now()) as due,
    exists (select from engine.run_queue where status = 'queued' and not held) as queued,
    exists (select from engine.schedules where look_at <= now()) as schedules,
    exists (select from engine.run_queue q where q.status = 'running' and not exists (
      select from engine.workers w where w.worker_id = q.worker_id and ${isAlive("$1", "$2")})) as orphans`;

/** $1 limit. Waits that are due become runnable; several sweepers share them out. */
export const WAKE_DUE = `
  with due as (
    select run_id from engine.run_queue where status = 'waiting' and wake_at <= now()
    order by wake_at limit $1 for update skip locked)
  update engine.run_queue q set status = 'runnable', wake_at = null, updated_at = clock_timestamp()
  from due where q.run_id = due.run_id returning q.run_id, q.tenant_id, q.priority`;

/**
 * $1 open runs of a tenant at most. Admits each tenant's oldest queued runs up to that; tenants are found by one index
 * probe each, however long the queue of one of them is.
 */
export const ADMIT_QUEUED = `
  with recursive tenants as (
    (select tenant_id from engine.run_queue where status = 'queued' and not held and lane is null order by tenant_id limit 1)
    union all
    select (select q.tenant_id from engine.run_queue q where q.status = 'queued' and not q.held and q.lane is null and q.tenant_id > t.tenant_id order by q.tenant_id limit 1)
    from tenants t where t.tenant_id is not null),
  admitted as (
    select q.run_id from tenants t
    cross join lateral (select count(*)::int as open from (
      select from engine.run_queue where tenant_id = t.tenant_id and status in ('runnable', 'running') limit $1) counted) c
    cross join lateral (select run_id from engine.run_queue where tenant_id = t.tenant_id and status = 'queued' and not held and lane is null
      order by created_at limit greatest(0, $1 - c.open) for update skip locked) q
    where t.tenant_id is not null)
  update engine.run_queue q set status = 'runnable', updated_at = clock_timestamp()
  from admitted where q.run_id = admitted.run_id returning q.run_id, q.tenant_id, q.priority`;

/** One sweeper at a time fills the lanes: two would each fill what is free. */
export const LOCK_LANES = "select pg_try_advisory_xact_lock(hashtextextended('engine.lanes', 0)) as mine";

/** Admits each lane's oldest runs up to its limit, which whatever of it has begun and not ended counts against. */
export const ADMIT_LANES = `
  with lanes as (
    select lane, min(lane_limit) as lane_limit from engine.run_queue
    where status = 'queued' and not held and lane is not null group by lane limit 1000),
  admitted as (
    select q.run_id from lanes l
    cross join lateral (select count(*)::int as open from engine.run_queue r where r.lane = l.lane and r.status <> 'queued') c
    cross join lateral (select run_id from engine.run_queue where lane = l.lane and status = 'queued' and not held
      order by created_at, run_id limit greatest(0, l.lane_limit - c.open) for update skip locked) q)
  update engine.run_queue q set status = 'runnable', updated_at = clock_timestamp()
  from admitted where q.run_id = admitted.run_id returning q.run_id, q.tenant_id, q.priority`;

/** $1 limit, $2 seconds until somebody looks again, should the job that is made of it be lost. */
export const TAKE_SCHEDULES = `
  with due as (
    select tenant_id, workflow_id from engine.schedules where look_at <= now()
    order by look_at limit $1 for update skip locked)
  update engine.schedules s set look_at = now() + make_interval(secs => $2)
  from due where s.tenant_id = due.tenant_id and s.workflow_id = due.workflow_id
  returning s.tenant_id, s.workflow_id, s.principal_id, s.next_at`;

/** $1 limit. Tenants whose day's deletion of old runs is due; what a job misses is done a day later. */
export const TAKE_RETENTIONS = `
  with due as (
    select tenant_id from engine.retentions where due_at <= now() order by due_at limit $1 for update skip locked)
  update engine.retentions r set due_at = now() + interval '1 day' from due where r.tenant_id = due.tenant_id
  returning r.tenant_id`;

/**
 * $1 seconds of a lease, $3 of one whose process has no connection, $2 seconds after a database restart in which nobody takes over: then all leases are old at
 * once, and all workers would swap all their runs. The raised fence shuts the old holder out. What was taken over once is
 * suspect; only beginning it again counts (BEGIN_AGAIN), since most runs that a worker holds have not begun. They have
 * waited for the lease already: they go before others (LOST_PRIORITY).
 */
export const TAKE_OVER = `
  with orphans as (
    select q.run_id from engine.run_queue q
    where q.status = 'running' and pg_postmaster_start_time() < now() - make_interval(secs => $2)
      and not exists (select from engine.workers w where w.worker_id = q.worker_id and ${isAlive("$1", "$3")})
    order by q.run_id limit 500 for update skip locked)
  update engine.run_queue q set status = 'runnable', fence = q.fence + 1, worker_id = null, crash_count = greatest(q.crash_count, 1),
    priority = greatest(q.priority, ${LOST_PRIORITY}), updated_at = clock_timestamp()
  from orphans where q.run_id = orphans.run_id returning q.run_id, q.tenant_id, q.priority`;

/** $1 seconds. Runnable runs that nobody took for so long may have lost their wake-up; a second one does no harm. */
export const RUNNABLE_TOO_LONG = `
  select run_id, tenant_id, priority from engine.run_queue where status = 'runnable' and updated_at < now() - make_interval(secs => $1) order by updated_at limit 1000`;

/**
 * $1 worker. Held by the connection that renews the lease for as long as it is open: a process that was killed loses it at
 * once, one that stands still keeps it.
 */
export const LOCK_LEASE = `select pg_try_advisory_lock(${leaseKey("$1")}) as locked`;

/** $1 worker, $2 engine. */
export const RENEW_LEASE = `
  insert into engine.workers (worker_id, engine) values ($1, $2)
  on conflict (worker_id) do update set renewed_at = clock_timestamp()`;

/** $1 worker. Its runs are free at once. */
export const END_LEASE = "delete from engine.workers where worker_id = $1";

/** Leases of processes that are long gone. */
export const FORGET_OLD_WORKERS = "delete from engine.workers where renewed_at < now() - interval '1 hour'";
