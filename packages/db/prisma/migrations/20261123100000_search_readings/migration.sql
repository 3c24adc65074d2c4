/*
 * How search reads a field stands beside it, written with its settings by the record layer, which knows the types. The
 * database knows ways of reading, not types: a new type needs nothing here.
 */
alter table crm.custom_field_definitions
  add column search jsonb check (search ->> 'kind' in ('words', 'prose', 'digits', 'host', 'serial'));

/* All words of a record with their weights, each once with its best weight; 60 at most. Searchable texts come last in `fields`. */
create or replace function crm.tokens_of(display_name text, email text, phone text, website text, field_values jsonb, fields jsonb)
  returns text[] language plpgsql immutable parallel safe set search_path = pg_catalog
as $$
declare
  -- Texts that are cut into words, with the weight and the most words of each; what is dialled comes as words.
  texts text[] := array[left(display_name, 1000)];
  weights text[] := array['1'];
  most int[] := array[12];
  seen text[] := '{}';
  found text[] := '{}';
  field jsonb;
  kind text;
  v text;
  word text;
  n int;
begin
  if email is not null then texts := texts || left(email, 1000); weights := weights || '2'::text; most := most || 8; end if;
  if website is not null then texts := texts || crm.host_of(website); weights := weights || '2'::text; most := most || 6; end if;
  if phone is not null then texts := texts || crm.phone_text(phone); weights := weights || '2'::text; most := most || 2; end if;
  if fields is not null then
    for field in select e.value from jsonb_array_elements(fields) e loop
      v := field_values ->> (field ->> 'key');
      continue when v is null or v = '';
      kind := field ->> 'kind';
      texts := texts || case kind
        when 'digits' then crm.phone_text(v)
        when 'host' then crm.host_of(v)
        when 'serial' then v || ' ' || coalesce(field ->> 'prefix', '') || lpad(v, greatest(length(v), coalesce((field ->> 'padding')::int, 0)), '0')
        else left(v, 1000) end;
      weights := weights || case kind when 'prose' then '3' else '2' end;
      most := most || case kind when 'prose' then 12 else 8 end;
    end loop;
  end if;
  for i in 1 .. cardinality(texts) loop
    v := texts[i];
    n := 0;
    foreach word in array regexp_split_to_array(
      case when octet_length(v) = length(v) then lower(v collate "C") else crm.fold_text(v) end,
      '[\u0001-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00bf\u00d7\u00f7\u2000-\u2bff\u2e00-\u2e7f\u3000-\u303f]+')
    loop
      continue when word = '';
      exit when n >= most[i];
      n := n + 1;
      if length(word) > 40 then word := left(word, 40); end if;
      continue when word = any (seen);
      seen := seen || word;
      found := found || (weights[i] || word);
    end loop;
  end loop;
  return found[1:60];
end $$;

/* What is searched, as the fields say it: searchable texts behind addresses and numbers. */
create or replace function crm.refresh_search_map() returns trigger
  language plpgsql volatile security definer set search_path = pg_catalog
as $$
declare
  tenant uuid := case when tg_op = 'DELETE' then old.tenant_id else new.tenant_id end;
  kind text := case when tg_op = 'DELETE' then old.entity_type else new.entity_type end;
  wanted jsonb;
begin
  select coalesce(jsonb_agg(f.search || jsonb_build_object('key', coalesce(f.value_key, f.key))
      order by f.search ->> 'kind' = 'prose', f.position, f.key), '[]')
    into wanted
  from crm.custom_field_definitions f
  where f.tenant_id = tenant and f.entity_type = kind and f.archived_at is null and f.deleted_at is null and f.search is not null;
  if wanted = coalesce((select s.fields from vault.search_maps s where s.tenant_id = tenant and s.entity_type = kind), '[]') then
    return null;
  end if;
  perform pg_advisory_xact_lock(app.slot_lock_key(tenant, kind));
  insert into vault.search_maps (tenant_id, entity_type, fields) values (tenant, kind, wanted)
  on conflict (tenant_id, entity_type) do update set fields = excluded.fields;
  insert into crm.search_reindexes (tenant_id, entity_type, state) values (tenant, kind, 'building')
  on conflict (tenant_id, entity_type) do update
    set state = 'building', reindex_after = null, done_rows = 0, total_rows = 0, updated_at = now();
  return null;
end $$;

-- What there is already means the same by its new name: no record has to be read again.
alter table crm.custom_field_definitions disable trigger user;
do $$
declare
  tenant uuid;
begin
  for tenant in select id from identity."organization" loop
    perform vault.open_tenant(tenant);
    update crm.custom_field_definitions f
    set search = jsonb_strip_nulls(jsonb_build_object('kind', case f.type when 'email' then 'words' when 'phone' then 'digits'
      when 'url' then 'host' when 'autoNumber' then 'serial' else 'prose' end, 'prefix', f.config -> 'prefix', 'padding', f.config -> 'padding'))
    where f.tenant_id = tenant and (f.type in ('email', 'phone', 'url', 'autoNumber') or f.type = 'text' and f.config -> 'searchable' = 'true');
    update vault.search_maps m
    set fields = (select coalesce(jsonb_agg(e.field || jsonb_build_object('kind', case e.field ->> 'kind' when 'email' then 'words'
      when 'phone' then 'digits' when 'url' then 'host' when 'autoNumber' then 'serial' else 'prose' end) order by e.place), '[]')
      from jsonb_array_elements(m.fields) with ordinality e (field, place))
    where m.tenant_id = tenant;
  end loop;
  perform set_config('app.ctx', '', true);
end $$;
alter table crm.custom_field_definitions enable trigger user;
