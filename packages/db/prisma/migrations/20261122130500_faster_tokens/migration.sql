-- The same words at a quarter of the cost: one pass in one function, without a query for each text.

/* Host of an address on the web, without scheme and www. */
create function crm.host_of(website text) returns text language sql immutable strict parallel safe
as $$ select split_part(regexp_replace(lower(left(website, 1000)), '^([a-z][a-z0-9+.-]*://)?(www\.)?', ''), '/', 1) $$;

/* A phone number's digits, and those without its country code. */
create function crm.phone_text(phone text) returns text
  language plpgsql immutable strict parallel safe set search_path = pg_catalog
as $$
declare
  folded text := case when octet_length(phone) = length(phone) then left(phone, 100) else crm.fold_text(left(phone, 100)) end;
  digits text := ltrim(regexp_replace(folded, '[^0-9]+', '', 'g'), '0');
begin
  if length(digits) < 3 then
    return '';
  elsif folded ~ '^[^0-9+]*(\+|00)' then
    return digits || ' ' || ltrim(regexp_replace(digits,
      '^(1|7|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|(2[1-689]|3[578]|42|5[09]|6[789]|8[035789]|9[679])[0-9])', ''), '0');
  end if;
  return digits;
end $$;

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
        when 'phone' then crm.phone_text(v)
        when 'url' then crm.host_of(v)
        when 'autoNumber' then v || ' ' || coalesce(field ->> 'prefix', '') || lpad(v, greatest(length(v), coalesce((field ->> 'padding')::int, 0)), '0')
        else left(v, 1000) end;
      weights := weights || case kind when 'text' then '3' else '2' end;
      most := most || case kind when 'text' then 12 else 8 end;
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

drop function crm.field_words;
drop function crm.phone_words;
revoke all on function crm.host_of, crm.phone_text from public;

-- Records are joined by key: a plan made while a table is empty, and kept, would read all of it for ever after.
create or replace function crm.contact_tokens_after_insert() returns trigger
  language plpgsql volatile security definer set search_path = pg_catalog
  set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off
as $$
declare
  saved text;
  tenant uuid;
begin
  for tenant in select distinct f.tenant_id from fresh f loop
    saved := vault.keep_or_open(tenant);
    with wanted as materialized (
      select r.id, crm.tokens_of(r.display_name, n.email, n.phone, null, r.values, m.fields) as tokens
      from fresh n
      join crm.records r on r.tenant_id = tenant and r.entity_type = 'contacts' and r.id = n.id
      left join vault.search_maps m on m.tenant_id = tenant and m.entity_type = 'contacts'
      where n.tenant_id = tenant and r.deleted_at is null),
    kept as (
      insert into crm.record_search (tenant_id, entity_type, record_id, tokens)
      select tenant, 'contacts', w.id, w.tokens from wanted w where w.tokens <> '{}')
    insert into crm.record_tokens (tenant_id, entity_type, token, weight, record_id)
    select tenant, 'contacts', substr(t, 2), left(t, 1)::smallint, w.id from wanted w, unnest(w.tokens) t;
    perform set_config('app.ctx', saved, true);
  end loop;
  return null;
end $$;

create function crm.company_tokens_after_insert() returns trigger
  language plpgsql volatile security definer set search_path = pg_catalog
  set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off
as $$
declare
  saved text;
  tenant uuid;
begin
  for tenant in select distinct f.tenant_id from fresh f loop
    saved := vault.keep_or_open(tenant);
    with wanted as materialized (
      select r.id, crm.tokens_of(r.display_name, null, n.phone, n.website, r.values, m.fields) as tokens
      from fresh n
      join crm.records r on r.tenant_id = tenant and r.entity_type = 'companies' and r.id = n.id
      left join vault.search_maps m on m.tenant_id = tenant and m.entity_type = 'companies'
      where n.tenant_id = tenant and r.deleted_at is null),
    kept as (
      insert into crm.record_search (tenant_id, entity_type, record_id, tokens)
      select tenant, 'companies', w.id, w.tokens from wanted w where w.tokens <> '{}')
    insert into crm.record_tokens (tenant_id, entity_type, token, weight, record_id)
    select tenant, 'companies', substr(t, 2), left(t, 1)::smallint, w.id from wanted w, unnest(w.tokens) t;
    perform set_config('app.ctx', saved, true);
  end loop;
  return null;
end $$;
revoke all on function crm.company_tokens_after_insert from public;
drop trigger search_tokens_insert on crm.companies;
create trigger search_tokens_insert after insert on crm.companies
  referencing new table as fresh for each statement execute function crm.company_tokens_after_insert();

/* As before, with searchable texts behind addresses and numbers. */
create or replace function crm.refresh_search_map() returns trigger
  language plpgsql volatile security definer set search_path = pg_catalog
as $$
declare
  tenant uuid := case when tg_op = 'DELETE' then old.tenant_id else new.tenant_id end;
  kind text := case when tg_op = 'DELETE' then old.entity_type else new.entity_type end;
  wanted jsonb;
begin
  select coalesce(jsonb_agg(jsonb_strip_nulls(jsonb_build_object('key', coalesce(f.value_key, f.key), 'kind', f.type,
      'prefix', f.config -> 'prefix', 'padding', f.config -> 'padding')) order by f.type = 'text', f.position, f.key), '[]')
    into wanted
  from crm.custom_field_definitions f
  where f.tenant_id = tenant and f.entity_type = kind and f.archived_at is null and f.deleted_at is null
    and (f.type in ('email', 'phone', 'url', 'autoNumber') or f.type = 'text' and f.config -> 'searchable' = 'true');
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

alter function crm.store_tokens set enable_seqscan = off;
alter function crm.store_tokens set enable_hashjoin = off;
alter function crm.store_tokens set enable_mergejoin = off;
