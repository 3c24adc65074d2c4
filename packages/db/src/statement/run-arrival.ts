/**
 * $1 tenant, $2 waits of a run. Gives each open wait the oldest event of its key that nobody has, within what it accepts;
 * what a wait has taken is its own with the run's commit, which gives back what it did not come to.
 */
export const TAKE_EVENTS = `
  with open as (
    select w.wait_id, w.correlation_key, w.accept_from,
      row_number() over (partition by w.correlation_key order by w.since, w.wait_id) as place
    from crm.workflow_waits w
    where w.tenant_id = $1 and w.wait_id = any($2::uuid[]) and w.resolved_at is null and w.correlation_key is not null),
  free as (
    select e.source, e.external_id, e.correlation_key, e.created_at from crm.workflow_events e
    where e.tenant_id = $1 and e.consumed_by is null and e.expires_at > now()
      and e.correlation_key in (select o.correlation_key from open o where o.accept_from is null or o.accept_from <= e.created_at)
    order by e.created_at for update skip locked),
  numbered as (
    select f.*, row_number() over (partition by f.correlation_key order by f.created_at, f.source, f.external_id) as place from free f)
  update crm.workflow_events e set consumed_by = o.wait_id
  from numbered n join open o on o.correlation_key = n.correlation_key and o.place = n.place
  where e.tenant_id = $1 and e.source = n.source and e.external_id = n.external_id
  returning o.wait_id, e.payload, e.source, e.external_id`;

/** $1 tenant, $2 events as JSON. The commit did not come to them: they are there for the next one. */
export const GIVE_EVENTS_BACK = `
  update crm.workflow_events e set consumed_by = null
  from jsonb_to_recordset($2::jsonb) as g(source text, external_id text)
  where e.tenant_id = $1 and e.source = g.source and e.external_id = g.external_id`;

/**
 * $1 tenant, $2 approvals of a run. Locked until the run's commit: a decision that comes meanwhile waits, and then finds
 * what the run has done.
 */
export const LOCK_DECISIONS = `
  select wait_id, resolution as payload, resolved_at is not null as decided from crm.workflow_waits
  where tenant_id = $1 and wait_id = any($2::uuid[]) order by wait_id for update`;

/**
 * $1 tenant, $2 keys. Events and waits of a key come one after the other: each inserts its row under this lock and then
 * looks at the other's, so that none is missed (without it 299 of 300 pairs that overlapped were lost).
 */
export const LOCK_KEYS = `
  select pg_advisory_xact_lock(lock) from (
    select distinct hashtextextended($1::text || ' ' || key, 4) as lock from unnest($2::text[]) key order by 1) locks`;

/** $1 tenant, $2 run. An event was there before the wait: the run does not sleep. */
export const WAKE_FOR_EVENTS = `
  update engine.run_queue q set status = case when q.status = 'waiting' then 'runnable' else q.status end,
    wake_at = null, wake_pending = (q.status = 'running')
  where q.run_id = $2 and exists (
    select from crm.workflow_waits w
    join crm.workflow_events e on e.tenant_id = $1 and e.correlation_key = w.correlation_key and e.consumed_by is null
      and e.expires_at > now() and (w.accept_from is null or e.created_at >= w.accept_from)
    where w.tenant_id = $1 and w.run_id = $2 and w.resolved_at is null and w.correlation_key is not null)
  returning q.status`;

/** $1 tenant, $2 source, $3 id at the source, $4 key, $5 payload, $6 days until it is forgotten. The same one twice counts once. */
export const INSERT_EVENT = `
  insert into crm.workflow_events (tenant_id, source, external_id, correlation_key, payload, created_at, expires_at)
  values ($1, $2, $3, $4, $5, clock_timestamp(), now() + make_interval(days => $6))
  on conflict (tenant_id, source, external_id) do nothing`;

/** $1 tenant, $2 key. Whoever waits for it. */
export const FIND_WAITING = `
  select distinct run_id from crm.workflow_waits where tenant_id = $1 and correlation_key = $2 and resolved_at is null limit 1000`;
