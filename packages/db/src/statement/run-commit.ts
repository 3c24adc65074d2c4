/** $1 run, $2 fence, $3 seq. First statement of each commit: no row means that another worker holds the run. */
export const FENCE_RUN = `
  update engine.run_queue set seq = seq + 1, updated_at = clock_timestamp()
  where run_id = $1 and fence = $2 and seq = $3 and status = 'running'
  returning cancel_requested, seq`;

/**
 * The same with the runs, for the first commits of claims; $1 runs, $2 fences, $3 seqs, $4 tenant. A run that is not among
 * the rows belongs to another worker. Whom a run reports to is gone: nobody needs the run.
 */
export const FENCE_AND_LOAD_RUNS = `
  with claims as (select * from unnest($1::uuid[], $2::bigint[], $3::int[]) as c(run_id, fence, seq)),
  mine as (
    update engine.run_queue q set seq = q.seq + 1, updated_at = clock_timestamp() from claims c
    where q.run_id = any($1::uuid[]) and q.run_id = c.run_id and q.fence = c.fence and q.seq = c.seq and q.status = 'running'
    returning q.run_id, q.fence, q.cancel_requested, q.seq)
  select r.run_id, m.fence, m.cancel_requested or parent.ended_at is not null as cancel_requested, r.state, r.trigger, r.root_id, r.depth, r.version_id,
    r.workflow_id, r.parent_run_id, r.debounced and m.seq = 1 and exists (
      select from crm.workflow_runs newer where newer.tenant_id = $4 and newer.record_id = r.record_id
        and newer.workflow_id = r.workflow_id and newer.parent_run_id is null
        and (newer.started_at, newer.run_id) > (r.started_at, r.run_id)) as superseded
  from mine m join crm.workflow_runs r on r.tenant_id = $4 and r.run_id = any($1::uuid[]) and r.run_id = m.run_id
  left join crm.workflow_runs parent on parent.tenant_id = $4 and parent.run_id = r.parent_run_id`;

/** Runs that commit together wait for others' locks no longer than this: who waits in a group keeps all of it waiting. */
export const WAIT_BRIEFLY = "select set_config('lock_timeout', '200ms', true)";

/** $1 tenant, $2 version. */
export const LOAD_GRAPH = "select graph from crm.workflow_versions where tenant_id = $1 and version_id = $2";

/** What a commit writes beside the runs themselves; each part costs, so it is left out where nothing is to be written. */
export type CommitParts = {
  readonly rows: boolean;
  readonly waits: boolean;
  /** Waits that end: those that are named, and what is left over of runs that end. */
  readonly resolved: boolean;
  readonly ended: boolean;
  readonly kept: boolean;
};

const INPUT = `input as materialized (
    select * from jsonb_to_recordset($2::jsonb) as i("runId" uuid, "runMonth" date, state jsonb, status text, detail text, next text,
      "wakeAt" timestamptz, rows jsonb, waits jsonb))`;

const ROWS = `rows as (
    insert into crm.workflow_run_steps (tenant_id, run_month, run_id, seq, step_key, path, attempt, status, idempotency_key, request, input, output, error)
    select $1, i."runMonth", i."runId", s.seq, s."stepKey", s.path, s.attempt, s.status, s."idempotencyKey", s.request, s.input, s.output, s.error
    from input i cross join lateral jsonb_to_recordset(i.rows) as s(seq int, "stepKey" text, path text, attempt int, status text,
      "idempotencyKey" text, request jsonb, input jsonb, output jsonb, error jsonb))`;

const WAITS = `waits as (
    insert into crm.workflow_waits (tenant_id, wait_id, run_id, token_id, step_key, kind, due_at, correlation_key, accept_from, details)
    select $1, w."waitId", i."runId", w."tokenId", w."stepKey", w.kind, w."dueAt", w.key, w."acceptFrom", w.details
    from input i cross join lateral jsonb_to_recordset(i.waits) as w("waitId" uuid, "tokenId" text, "stepKey" text, kind text,
      "dueAt" timestamptz, key text, "acceptFrom" timestamptz, details jsonb)
    on conflict (tenant_id, wait_id) do update set due_at = excluded.due_at, details = excluded.details)`;

const RESOLVED = `resolved as (
    update crm.workflow_waits set resolved_at = now(),
      resolution = case when kind in ('delay', 'retry') then '{"by": "timer"}'::jsonb else '{"by": "run"}'::jsonb end
    where tenant_id = $1 and wait_id = any($4::uuid[]) and resolved_at is null),
  left_over as (
    update crm.workflow_waits w set resolved_at = now(), resolution = '{"by": "end"}' from input i
    where w.tenant_id = $1 and w.run_id = any($3::uuid[]) and w.run_id = i."runId" and i.next = 'ended' and w.resolved_at is null
      and not w.wait_id = any($4::uuid[]))`;

/** The run has ended, and with it its scheduling. */
const ENDED = `ended as (
    delete from engine.run_queue q using input i where q.run_id = any($3::uuid[]) and q.run_id = i."runId" and i.next = 'ended')`;

/*
 * A run that sleeps does so until its time, unless a wake-up came meanwhile; one that goes on with this worker has made
 * progress, so earlier crashes no longer count; one that is let go at a safe point is anybody's.
 */
const KEPT = `kept as (
    update engine.run_queue q set
      status = case when i.next <> 'waiting' then i.next when q.wake_pending then 'runnable' else 'waiting' end,
      wake_at = case when i.next = 'waiting' and not q.wake_pending then i."wakeAt" when i.next = 'running' then q.wake_at end,
      worker_id = case when i.next = 'running' then q.worker_id end, wake_pending = i.next = 'running' and q.wake_pending, crash_count = 0
    from input i where q.run_id = any($3::uuid[]) and q.run_id = i."runId"
      and (i.next in ('waiting', 'runnable') or i.next = 'running' and q.crash_count > 0 and jsonb_array_length(i.rows) > 0)
    returning q.run_id, q.status)`;

const RUNS = `runs as (
    update crm.workflow_runs r set state = i.state, status = i.status, detail = i.detail, ended_at = case when i.next = 'ended' then now() end
    from input i where r.tenant_id = $1 and r.run_id = any($3::uuid[]) and r.run_id = i."runId")`;

const PARTS = { rows: ROWS, waits: WAITS, resolved: RESOLVED, ended: ENDED, kept: KEPT } as const;

/**
 * One statement for all that segments leave: $1 tenant, $2 the runs, $3 their ids, and with `resolved` $4 the waits that
 * end, each once. Gives the status of runs that were kept. Ids are named beside the join: by that alone the
 * planner expects 100 rows and reads the whole of a small table, also when it has grown.
 */
export function commitStatement(parts: CommitParts): { readonly name: string; readonly text: string } {
  const wanted = (["rows", "waits", "resolved", "ended", "kept"] as const).filter((part) => parts[part]);
  const answer = parts.kept
    ? "select run_id, status from kept"
    : "select null::uuid as run_id, null::text as status where false";
  const text = `with ${[INPUT, ...wanted.map((part) => PARTS[part]), RUNS].join(",\n  ")}\n  ${answer}`;
  return { name: ["commit-runs", ...wanted].join("-"), text };
}

/** $1 tenant, $2 month, $3 run, $4 seq. */
export const LOAD_REQUEST =
  "select request from crm.workflow_run_steps where tenant_id = $1 and run_month = $2 and run_id = $3 and seq = $4";

/** $1 tenant, $2 run, $3 `{seq, value}` of outputs too large for the history. Few steps have one, so it is no part of the commit's own statement. */
export const KEEP_PAYLOADS = `
  insert into crm.workflow_payloads (tenant_id, run_id, seq, value)
  select $1, $2, p.seq, p.value from jsonb_to_recordset($3::jsonb) as p(seq int, value jsonb)`;

/** $1 tenant, $2 run, $3 seq. */
export const LOAD_PAYLOAD = "select value from crm.workflow_payloads where tenant_id = $1 and run_id = $2 and seq = $3";

/** $1 run, $2 fence. Lets go of a run without a commit; $3: seconds until it is tried again, $4: counts as a crash; else $5 crashes still count. */
export const RELEASE_RUN = `
  update engine.run_queue set status = 'waiting', wake_at = clock_timestamp() + make_interval(secs => $3), worker_id = null, wake_pending = false,
    crash_count = case when $4 then greatest(crash_count, 1) else least(crash_count, $5) end, updated_at = clock_timestamp()
  where run_id = $1 and fence = $2 and status = 'running'`;

/** $1 tenant, $2 run. Tells whoever wants to hear of a workflow's failed runs, once. */
export const ALERT_FAILURE = `
  insert into crm.notifications (tenant_id, principal_id, key, title, body, run_id, mailed_at)
  select $1, p.principal_id, 'failed:' || r.run_id, left('Failed: ' || w.name, 300), coalesce(r.detail, ''), r.run_id, now()
  from crm.workflow_runs r
  join crm.workflows w on w.tenant_id = $1 and w.workflow_id = r.workflow_id
  join crm.principals p on p.tenant_id = $1 and p.principal_id = w.alert_principal_id and p.active
  where r.tenant_id = $1 and r.run_id = $2 and r.parent_run_id is null
  on conflict (tenant_id, principal_id, key) do nothing`;
