/*
 * The same words, each found by its whole key. As one statement the deletions began, where the tables had been planned
 * while they were small, with all words of the tenant: 9,000 pages for one changed website. What is read for a record is
 * asked for record by record now, which leaves the planner no other way.
 */
create or replace function crm.store_tokens(tenant uuid, kind text, ids uuid[]) returns int
  language plpgsql volatile set search_path = pg_catalog
  set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off
as $$
declare
  map jsonb;
  changed record;
  gone text[];
  written int := 0;
begin
  select s.fields into map from vault.search_maps s where s.tenant_id = tenant and s.entity_type = kind;
  for changed in
    with wanted as materialized (
      select r.id, case when r.deleted_at is null then
        crm.tokens_of(r.display_name, c.email, coalesce(c.phone, o.phone), o.website, r.values, map) end as tokens
      from crm.records r
      left join lateral (select x.email, x.phone from crm.contacts x
        where kind = 'contacts' and x.tenant_id = tenant and x.entity_type = kind and x.id = r.id offset 0) c on true
      left join lateral (select x.phone, x.website from crm.companies x
        where kind = 'companies' and x.tenant_id = tenant and x.entity_type = kind and x.id = r.id offset 0) o on true
      where r.tenant_id = tenant and r.entity_type = kind and r.id = any (ids))
    select w.id, coalesce(w.tokens, '{}') as wanted, coalesce(s.tokens, '{}') as stored
    from wanted w
    left join lateral (select x.tokens from crm.record_search x
      where x.tenant_id = tenant and x.entity_type = kind and x.record_id = w.id offset 0) s on true
    where w.tokens is distinct from s.tokens
  loop
    written := written + 1;
    gone := array(select s from unnest(changed.stored) s where s <> all (changed.wanted));
    if gone <> '{}' then
      delete from crm.record_tokens t
      where t.tenant_id = tenant and t.entity_type = kind and t.token = any (array(select substr(g, 2) from unnest(gone) g))
        and t.record_id = changed.id and t.weight::text || t.token = any (gone);
    end if;
    insert into crm.record_tokens (tenant_id, entity_type, token, weight, record_id)
    select tenant, kind, substr(n.token, 2), left(n.token, 1)::smallint, changed.id
    from unnest(changed.wanted) n (token) where n.token <> all (changed.stored)
    on conflict do nothing;
    if changed.wanted = '{}' then
      delete from crm.record_search s where s.tenant_id = tenant and s.entity_type = kind and s.record_id = changed.id;
    else
      insert into crm.record_search (tenant_id, entity_type, record_id, tokens)
      values (tenant, kind, changed.id, changed.wanted)
      on conflict (tenant_id, entity_type, record_id) do update set tokens = excluded.tokens;
    end if;
  end loop;
  return written;
end $$;
