/*
 * Runs of schedules and webhooks act for whoever published or switched on the workflow. When they leave, it is paused, and
 * the admins are told, once: one of them lets it go on in their own name.
 */
alter table crm.workflows
  add column paused_reason text check (paused_reason in ('publisher_left')),
  -- Whom runs act for that nobody's change has started; null: whoever published the live version.
  add column acts_for uuid,
  add check (paused_reason is null or paused is not null);
-- The table is read under the policies while the new key is checked; the column is new, so there is nothing to see.
select vault.open_tenant('00000000-0000-0000-0000-000000000000');
alter table crm.workflows add foreign key (tenant_id, acts_for) references crm.principals;
select set_config('app.ctx', '', true);

/* Pauses the workflows of the caller's tenant that act for somebody who is no active member any more; gives how many. */
create function engine.pause_orphaned(who uuid) returns int language plpgsql volatile security definer set search_path = pg_catalog
as $$
declare found int;
begin
  if exists (select from crm.principals where tenant_id = app.tenant_id() and principal_id = who and active) then
    return 0;
  end if;
  with orphaned as (
    update crm.workflows w set paused = coalesce(w.paused, 'drop'), paused_reason = 'publisher_left', updated_at = now()
    from crm.workflow_triggers t
    left join crm.workflow_versions v on v.tenant_id = t.tenant_id and v.version_id = t.version_id
    left join engine.schedules s on s.tenant_id = t.tenant_id and s.workflow_id = t.workflow_id
    where w.tenant_id = app.tenant_id() and t.tenant_id = w.tenant_id and t.workflow_id = w.workflow_id and w.paused_reason is null
      and (t.event = 'schedule@1' and s.principal_id = who
        or t.event = 'webhook@1' and coalesce(w.acts_for, v.published_by) = who)
    returning w.workflow_id, w.name),
  stopped as (
    delete from engine.schedules s using orphaned o where s.tenant_id = app.tenant_id() and s.workflow_id = o.workflow_id),
  told as (
    insert into crm.notifications (tenant_id, principal_id, key, title, body, mailed_at)
    select app.tenant_id(), p.principal_id, 'publisher_left:' || o.workflow_id || ':' || who, left('Paused: ' || o.name, 300),
      coalesce(gone.name, 'Somebody') || ', in whose name it ran, is no member any more. Let it go on to run it in your name.', now()
    from orphaned o
    join crm.principals p on p.tenant_id = app.tenant_id() and p.role = 'admin' and p.active
    left join crm.principals gone on gone.tenant_id = app.tenant_id() and gone.principal_id = who
    on conflict (tenant_id, principal_id, key) do update set read_at = null, created_at = now())
  select count(*) into found from orphaned;
  return found;
end $$;
revoke all on function engine.pause_orphaned from public;
grant execute on function engine.pause_orphaned to catalyst_worker;

create function vault.member_left() returns trigger language plpgsql security definer set search_path = pg_catalog
as $$
begin
  perform engine.pause_orphaned(new.principal_id);
  return null;
end $$;
revoke all on function vault.member_left from public;
create trigger member_left after update of active on crm.principals for each row
  when (old.active and not new.active) execute function vault.member_left();
