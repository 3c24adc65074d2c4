/** Runs with the name that they were started with. */
const NAMED_RUNS = `
  (select *, coalesce(trigger -> 'input' ->> 'tag', trigger -> 'record' ->> 'name') as tag from crm.workflow_runs)`;

/**
 * Everything in the database that runs were to do, as the model names it; names are those of one start, of whatever
 * tenant. Records that were there before carry no reason of a run.
 */
export const DONE_EFFECTS = `
  with effects as (
    select 'task|' || title as name from crm.tasks
    union all select 'note|' || title from crm.notes
    union all select 'notice|' || title from crm.notifications
    union all select 'contact|' || (after ->> 'name') from crm.audit_log
      where entity_type = 'contacts' and action = 'created' and reason_kind = 'workflow_run'
    union all select 'update|' || (after ->> 'description') from crm.audit_log
      where entity_type = 'companies' and action = 'updated' and after ? 'description'
    union all select 'touch|' || (after ->> 'job_title') from crm.audit_log
      where entity_type = 'contacts' and action = 'updated' and after ? 'job_title'
    union all select 'deleted|' || t.title from crm.audit_log a
      join crm.tasks t on t.tenant_id = a.tenant_id and t.id = a.record_id
      where a.entity_type = 'tasks' and a.action = 'deleted'
    union all select case when p.run_id is not null then 'share|' || w.name || '|' || r.tag
        else 'run|' || w.name || '|' || r.tag || '|' || r.status end
      from ${NAMED_RUNS} r
      join crm.workflows w on w.tenant_id = r.tenant_id and w.workflow_id = r.workflow_id
      left join crm.workflow_runs p on p.tenant_id = r.tenant_id and p.run_id = r.parent_run_id and p.workflow_id = r.workflow_id)
  select name, count(*)::int as times from effects group by name`;

/** Steps of which the history says that nobody knows whether they were carried out. */
export const UNCERTAIN_CALLS = `
  select 'call|' || r.tag || '/' || s.step_key as name from ${NAMED_RUNS} r
  join crm.workflow_run_steps s on s.tenant_id = r.tenant_id and s.run_month = r.run_month and s.run_id = r.run_id
  where s.status = 'uncertain'`;

/** Runs that have not ended and wait for nothing that has a name and an end, and places in the queue of runs that have ended. */
export const RUNS_IN_LIMBO = `
  select r.run_id::text || ' ' || r.tag || ' ' || coalesce(q.status, 'not in the queue') || ' ' || coalesce(r.detail, '') as name
  from ${NAMED_RUNS} r left join engine.run_queue q on q.run_id = r.run_id
  where (r.ended_at is null) <> (q.run_id is not null) or (r.ended_at is null and not (
    q.status = 'waiting' and r.detail is not null and exists (
      select from crm.workflow_waits w where w.tenant_id = r.tenant_id and w.run_id = r.run_id and w.resolved_at is null
        and w.due_at = q.wake_at and w.correlation_key like 'event:never/%')))`;
