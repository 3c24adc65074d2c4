/** $1 run, $2 fence, $3 seq. First statement of each commit: no row means that another worker holds the run. */
export const FENCE_RUN = `
  update engine.run_queue set seq = seq + 1, updated_at = clock_timestamp()
  where run_id = $1 and fence = $2 and seq = $3 and status = 'running'
  returning cancel_requested, seq`;

/** The same with the run, for the first commit of a claim; $4 tenant. Whom a run reports to is gone: nobody needs the run. */
export const FENCE_AND_LOAD_RUN = `
  with mine as (${FENCE_RUN})
  select m.cancel_requested or parent.ended_at is not null as cancel_requested, r.state, r.trigger, r.root_id, r.depth, r.version_id,
    r.workflow_id, r.parent_run_id, r.debounced and m.seq = 1 and exists (
      select from crm.workflow_runs newer where newer.tenant_id = $4 and newer.record_id = r.record_id
        and newer.workflow_id = r.workflow_id and newer.parent_run_id is null
        and (newer.started_at, newer.run_id) > (r.started_at, r.run_id)) as superseded
  from mine m join crm.workflow_runs r on r.tenant_id = $4 and r.run_id = $1
  left join crm.workflow_runs parent on parent.tenant_id = $4 and parent.run_id = r.parent_run_id`;

/** $1 tenant, $2 version. */
export const LOAD_GRAPH = "select graph from crm.workflow_versions where tenant_id = $1 and version_id = $2";

/*
 * $1 tenant, $2 run, $3 month, $4 state, $5 status, $6 detail, $7 history rows, $8 waits that begin, $9 waits that end.
 * One statement for all that a segment leaves; each wait is resolved once.
 */
const WRITE_RUN = `
  steps as (
    insert into crm.workflow_run_steps (tenant_id, run_month, run_id, seq, step_key, path, attempt, status, idempotency_key, request, input, output, error)
    select $1, $3::date, $2, s.seq, s."stepKey", s.path, s.attempt, s.status, s."idempotencyKey", s.request, s.input, s.output, s.error
    from jsonb_to_recordset($7::jsonb) as s(seq int, "stepKey" text, path text, attempt int, status text, "idempotencyKey" text,
      request jsonb, input jsonb, output jsonb, error jsonb)),
  waits as (
    insert into crm.workflow_waits (tenant_id, wait_id, run_id, token_id, step_key, kind, due_at, correlation_key, accept_from, details)
    select $1, w."waitId", $2, w."tokenId", w."stepKey", w.kind, w."dueAt", w.key, w."acceptFrom", w.details
    from jsonb_to_recordset($8::jsonb) as w("waitId" uuid, "tokenId" text, "stepKey" text, kind text, "dueAt" timestamptz,
      key text, "acceptFrom" timestamptz, details jsonb)
    on conflict (tenant_id, wait_id) do update set due_at = excluded.due_at, details = excluded.details),
  resolved as (
    update crm.workflow_waits set resolved_at = now(),
      resolution = case when kind in ('delay', 'retry') then '{"by": "timer"}'::jsonb else '{"by": "run"}'::jsonb end
    where tenant_id = $1 and wait_id = any($9::uuid[]) and resolved_at is null),
  run as (
    update crm.workflow_runs set state = $4, status = $5, detail = $6,
      ended_at = case when $5 in ('completed', 'failed', 'cancelled', 'quarantined') then now() end
    where tenant_id = $1 and run_id = $2)`;

/** The run goes on with this worker: progress was made, so earlier crashes no longer count. $10: whether it was. */
export const COMMIT_RUNNING = `
  with ${WRITE_RUN}
  update engine.run_queue set crash_count = 0 where run_id = $2 and crash_count > 0 and $10
  returning status`;

/** The run sleeps until $10, unless a wake-up came meanwhile. */
export const COMMIT_WAITING = `
  with ${WRITE_RUN}
  update engine.run_queue set status = case when wake_pending then 'runnable' else 'waiting' end,
    wake_at = case when wake_pending then null else $10::timestamptz end, worker_id = null, wake_pending = false, crash_count = 0
  where run_id = $2
  returning status`;

/** The worker lets go at a safe point. */
export const COMMIT_RUNNABLE = `
  with ${WRITE_RUN}
  update engine.run_queue set status = 'runnable', worker_id = null, wake_pending = false, crash_count = 0 where run_id = $2
  returning status`;

/** The run has ended, and with it its scheduling; waits that are left end with it. */
export const COMMIT_ENDED = `
  with ${WRITE_RUN},
  left_over as (
    update crm.workflow_waits set resolved_at = now(), resolution = '{"by": "end"}'
    where tenant_id = $1 and run_id = $2 and resolved_at is null and not wait_id = any($9::uuid[]))
  delete from engine.run_queue where run_id = $2 returning 'ended' as status`;

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
