-- Global search: words of each record, kept by triggers in the record's own transaction, found by prefix as a range.

-- One row for each word of a record. "C": a prefix is a range of leakproof comparisons, which row-level security lets into the index.
create table crm.record_tokens (
  tenant_id uuid not null,
  entity_type text not null,
  token text collate "C" not null,
  -- 1 name, 2 e-mail, phone, address on the web, number; 3 other text.
  weight smallint not null,
  record_id uuid not null,
  primary key (tenant_id, entity_type, token, weight, record_id)
);

-- The words of one record together: what a change takes away, and what the other words of a search are checked against.
create table crm.record_search (
  tenant_id uuid not null,
  entity_type text not null,
  record_id uuid not null,
  -- Weight and word in one: `1acme`.
  tokens text[] not null,
  primary key (tenant_id, entity_type, record_id)
);

-- Records that are read again because other fields became searchable; the writers' trigger does so from then on by itself.
create table crm.search_reindexes (
  tenant_id uuid not null,
  entity_type text not null,
  state text not null check (state in ('building', 'ready')),
  reindex_after uuid,
  done_rows bigint not null default 0,
  total_rows bigint not null default 0,
  updated_at timestamptz not null default now(),
  primary key (tenant_id, entity_type)
);

do $$
declare t text;
begin
  foreach t in array array['record_tokens', 'record_search', 'search_reindexes'] loop
    call vault.protect(('crm.' || t)::regclass);
    execute format('grant select on crm.%I to catalyst_app, catalyst_worker', t);
  end loop;
end $$;
grant update on crm.search_reindexes to catalyst_app, catalyst_worker;

-- The trigger's own copy of what is searchable: [{"key", "kind", "prefix", "padding"}]. Owner only.
create table vault.search_maps (
  tenant_id uuid not null,
  entity_type text not null,
  fields jsonb not null default '[]',
  primary key (tenant_id, entity_type)
);

/* Without case, diacritics and compatibility forms; custom-fields/src/search/fold-text.ts does the same, and a test compares them. */
create function crm.fold_text(t text) returns text language sql immutable strict parallel safe
as $$
  select case when octet_length(t) = length(t) then lower(t collate "C") else
    replace(replace(replace(replace(translate(
      lower(regexp_replace(normalize(t, NFKD), '[\u0300-\u036f]', '', 'g') collate "und-x-icu") collate "C",
      'øłđðıħŧς', 'olddihtσ'), 'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), 'þ', 'th') end
$$;

/* The first words of a text, each once and at most 40 characters long. */
create function crm.search_words(t text, most int) returns text[] language sql immutable strict parallel safe
as $$
  select array(select u.word from (
    select left(s.word, 40) as word, min(s.n) as n
    from regexp_split_to_table(crm.fold_text(left(t, 1000)),
      '[\u0001-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00bf\u00d7\u00f7\u2000-\u2bff\u2e00-\u2e7f\u3000-\u303f]+') with ordinality s (word, n)
    where s.word <> '' group by 1) u order by u.n limit most)
$$;

/* A phone number's digits, also without its country code, so that it is found as it is dialled at home. */
create function crm.phone_words(t text) returns text[] language sql immutable strict parallel safe
as $$
  select array(select distinct left(d, 40) from unnest(case when f.folded ~ '^[^0-9+]*(\+|00)'
      then array[ltrim(f.digits, '0'), ltrim(regexp_replace(ltrim(f.digits, '0'),
        '^(1|7|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|[0-9]{3})', ''), '0')]
      else array[ltrim(f.digits, '0')] end) d where length(d) >= 3)
  from (select crm.fold_text(left(t, 100)) as folded, regexp_replace(crm.fold_text(left(t, 100)), '[^0-9]', '', 'g') as digits) f
$$;

create function crm.field_words(kind text, v text, field jsonb) returns text[] language sql immutable parallel safe
as $$
  select case kind
    when 'phone' then crm.phone_words(v)
    when 'email' then crm.search_words(v, 8)
    when 'url' then crm.search_words(split_part(regexp_replace(lower(left(v, 1000)), '^([a-z][a-z0-9+.-]*://)?(www\.)?', ''), '/', 1), 6)
    when 'autoNumber' then crm.search_words(v, 1)
      || crm.search_words(coalesce(field ->> 'prefix', '') || lpad(v, greatest(length(v), coalesce((field ->> 'padding')::int, 0)), '0'), 4)
    else crm.search_words(v, 12) end
$$;

/* All words of a record with their weights, the best weight of each word, in order; 60 at most. */
create function crm.tokens_of(display_name text, email text, phone text, website text, field_values jsonb, fields jsonb)
  returns text[] language plpgsql immutable parallel safe set search_path = pg_catalog
as $$
declare
  found text[] := array(select '1' || w from unnest(crm.search_words(display_name, 12)) w);
  field jsonb;
  value text;
begin
  if email is not null then found := found || array(select '2' || w from unnest(crm.field_words('email', email, null)) w); end if;
  if phone is not null then found := found || array(select '2' || w from unnest(crm.field_words('phone', phone, null)) w); end if;
  if website is not null then found := found || array(select '2' || w from unnest(crm.field_words('url', website, null)) w); end if;
  if fields is not null then
    for field in select e.value from jsonb_array_elements(fields) e loop
      value := field_values ->> (field ->> 'key');
      continue when value is null or value = '';
      found := found || array(select case field ->> 'kind' when 'text' then '3' else '2' end || w
        from unnest(crm.field_words(field ->> 'kind', value, field)) w);
    end loop;
  end if;
  return array(select min(t collate "C") from unnest(found) t group by substr(t, 2) order by 1 limit 60);
end $$;

/*
 * Makes the words of records of one entity type what they should be: nothing is written where nothing differs.
 * Records in the bin have none.
 */
create function crm.store_tokens(tenant uuid, kind text, ids uuid[]) returns int
  language plpgsql volatile set search_path = pg_catalog
as $$
declare
  map jsonb;
  written int;
begin
  select s.fields into map from vault.search_maps s where s.tenant_id = tenant and s.entity_type = kind;
  with wanted as materialized (
    select r.id, case when r.deleted_at is null then
      crm.tokens_of(r.display_name, c.email, coalesce(c.phone, o.phone), o.website, r.values, map) end as tokens
    from crm.records r
    left join crm.contacts c on kind = 'contacts' and c.tenant_id = r.tenant_id and c.entity_type = r.entity_type and c.id = r.id
    left join crm.companies o on kind = 'companies' and o.tenant_id = r.tenant_id and o.entity_type = r.entity_type and o.id = r.id
    where r.tenant_id = tenant and r.entity_type = kind and r.id = any (ids)),
  changed as materialized (
    select w.id, coalesce(w.tokens, '{}') as wanted, coalesce(s.tokens, '{}') as stored
    from wanted w left join crm.record_search s on s.tenant_id = tenant and s.entity_type = kind and s.record_id = w.id
    where w.tokens is distinct from s.tokens),
  gone as (
    delete from crm.record_tokens t using (
      select c.id, g.token from changed c, unnest(c.stored) g (token) where g.token <> all (c.wanted)) d
    where t.tenant_id = tenant and t.entity_type = kind and t.token = substr(d.token, 2)
      and t.weight = left(d.token, 1)::smallint and t.record_id = d.id),
  made as (
    insert into crm.record_tokens (tenant_id, entity_type, token, weight, record_id)
    select tenant, kind, substr(n.token, 2), left(n.token, 1)::smallint, c.id
    from changed c, unnest(c.wanted) n (token) where n.token <> all (c.stored)
    on conflict do nothing),
  emptied as (
    delete from crm.record_search s using changed c
    where s.tenant_id = tenant and s.entity_type = kind and s.record_id = c.id and c.wanted = '{}'),
  kept as (
    insert into crm.record_search (tenant_id, entity_type, record_id, tokens)
    select tenant, kind, c.id, c.wanted from changed c where c.wanted <> '{}'
    on conflict (tenant_id, entity_type, record_id) do update set tokens = excluded.tokens)
  select count(*) into written from changed;
  return written;
end $$;

/* For the reindex job: the same for records of the caller's tenant. Gives how many had other words. */
create function app.refresh_tokens(kind text, ids uuid[]) returns int
  language sql volatile security definer set search_path = pg_catalog
as $$ select crm.store_tokens(app.tenant_id(), kind, ids) $$;

/*
 * Maintenance that loads rows as a superuser has no tenant open, and no serving role can write a row without one: the
 * triggers then open the row's own.
 */
create function crm.open_for_tokens(tenant uuid) returns void language plpgsql volatile set search_path = pg_catalog
as $$
begin
  if coalesce(current_setting('app.ctx', true), '') = '' then
    perform vault.open_tenant(tenant);
  end if;
end $$;

/*
 * New records of kinds without contact columns: their words come from the new rows alone. Those with such columns
 * follow with the insert into their own table.
 */
create function crm.tokens_after_insert() returns trigger
  language plpgsql volatile security definer set search_path = pg_catalog
as $$
declare
  saved text := coalesce(current_setting('app.ctx', true), '');
  part record;
begin
  for part in select f.tenant_id, f.entity_type from fresh f
    where f.entity_type not in ('contacts', 'companies') group by 1, 2
  loop
    perform crm.open_for_tokens(part.tenant_id);
    with wanted as materialized (
      select n.id, crm.tokens_of(n.display_name, null, null, null, n.values, m.fields) as tokens
      from fresh n left join vault.search_maps m on m.tenant_id = n.tenant_id and m.entity_type = n.entity_type
      where n.tenant_id = part.tenant_id and n.entity_type = part.entity_type and n.deleted_at is null),
    kept as (
      insert into crm.record_search (tenant_id, entity_type, record_id, tokens)
      select part.tenant_id, part.entity_type, w.id, w.tokens from wanted w where w.tokens <> '{}')
    insert into crm.record_tokens (tenant_id, entity_type, token, weight, record_id)
    select part.tenant_id, part.entity_type, substr(t, 2), left(t, 1)::smallint, w.id from wanted w, unnest(w.tokens) t;
    perform set_config('app.ctx', saved, true);
  end loop;
  return null;
end $$;
create trigger search_tokens_insert after insert on crm.records
  referencing new table as fresh for each statement execute function crm.tokens_after_insert();

create function crm.contact_tokens_after_insert() returns trigger
  language plpgsql volatile security definer set search_path = pg_catalog
as $$
declare
  saved text := coalesce(current_setting('app.ctx', true), '');
  part record;
begin
  for part in select f.tenant_id, f.entity_type, array_agg(f.id) as ids from fresh f group by 1, 2 loop
    perform crm.open_for_tokens(part.tenant_id);
    perform crm.store_tokens(part.tenant_id, part.entity_type, part.ids);
    perform set_config('app.ctx', saved, true);
  end loop;
  return null;
end $$;
create trigger search_tokens_insert after insert on crm.contacts
  referencing new table as fresh for each statement execute function crm.contact_tokens_after_insert();
create trigger search_tokens_insert after insert on crm.companies
  referencing new table as fresh for each statement execute function crm.contact_tokens_after_insert();

/* What can change words: the name, the values, the way into the bin and back. */
create function crm.tokens_after_update() returns trigger
  language plpgsql volatile security definer set search_path = pg_catalog
as $$
declare
  saved text := coalesce(current_setting('app.ctx', true), '');
  part record;
begin
  for part in
    select n.tenant_id, n.entity_type, array_agg(n.id) as ids
    from fresh n join former o on o.tenant_id = n.tenant_id and o.entity_type = n.entity_type and o.id = n.id
    where o.display_name is distinct from n.display_name or o.values is distinct from n.values
      or (o.deleted_at is null) is distinct from (n.deleted_at is null)
    group by 1, 2
  loop
    perform crm.open_for_tokens(part.tenant_id);
    perform crm.store_tokens(part.tenant_id, part.entity_type, part.ids);
    perform set_config('app.ctx', saved, true);
  end loop;
  return null;
end $$;
create trigger search_tokens_update after update on crm.records
  referencing old table as former new table as fresh for each statement execute function crm.tokens_after_update();

create function crm.contact_tokens_after_update() returns trigger
  language plpgsql volatile security definer set search_path = pg_catalog
as $$
declare
  saved text := coalesce(current_setting('app.ctx', true), '');
  part record;
begin
  for part in
    select n.tenant_id, n.entity_type, array_agg(n.id) as ids
    from fresh n join former o on o.tenant_id = n.tenant_id and o.entity_type = n.entity_type and o.id = n.id
    where to_jsonb(o) -> 'phone' is distinct from to_jsonb(n) -> 'phone'
      or to_jsonb(o) -> 'email' is distinct from to_jsonb(n) -> 'email'
      or to_jsonb(o) -> 'website' is distinct from to_jsonb(n) -> 'website'
    group by 1, 2
  loop
    perform crm.open_for_tokens(part.tenant_id);
    perform crm.store_tokens(part.tenant_id, part.entity_type, part.ids);
    perform set_config('app.ctx', saved, true);
  end loop;
  return null;
end $$;
create trigger search_tokens_update after update on crm.contacts
  referencing old table as former new table as fresh for each statement execute function crm.contact_tokens_after_update();
create trigger search_tokens_update after update on crm.companies
  referencing old table as former new table as fresh for each statement execute function crm.contact_tokens_after_update();

/*
 * Keeps the map of searchable fields. A change waits for running writers and keeps new ones out for the moment, as a
 * slot's assignment does: whoever writes afterwards knows the new map, all others are read again by the job.
 */
create function crm.refresh_search_map() returns trigger
  language plpgsql volatile security definer set search_path = pg_catalog
as $$
declare
  tenant uuid := case when tg_op = 'DELETE' then old.tenant_id else new.tenant_id end;
  kind text := case when tg_op = 'DELETE' then old.entity_type else new.entity_type end;
  wanted jsonb;
begin
  select coalesce(jsonb_agg(jsonb_strip_nulls(jsonb_build_object('key', coalesce(f.value_key, f.key), 'kind', f.type,
      'prefix', f.config -> 'prefix', 'padding', f.config -> 'padding')) order by f.position, f.key), '[]')
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
create trigger search_map_changed after insert or update or delete on crm.custom_field_definitions
  for each row execute function crm.refresh_search_map();

revoke all on function crm.fold_text, crm.search_words, crm.phone_words, crm.field_words, crm.tokens_of, crm.store_tokens, crm.open_for_tokens,
  crm.tokens_after_insert, crm.contact_tokens_after_insert, crm.tokens_after_update, crm.contact_tokens_after_update,
  crm.refresh_search_map, app.refresh_tokens from public;
grant execute on function app.refresh_tokens to catalyst_app, catalyst_worker;
grant execute on function crm.fold_text, crm.search_words, crm.phone_words to catalyst_app, catalyst_worker;

-- Records that exist already: about a minute for a million. The migration's role sees them tenant by tenant.
do $$
declare
  tenant uuid;
  kind text;
begin
  for tenant in select id from identity."organization" loop
    perform vault.open_tenant(tenant);
    for kind in select key from crm.entity_types where tenant_id = tenant loop
      perform crm.store_tokens(tenant, kind, array(select id from crm.records where tenant_id = tenant and entity_type = kind));
    end loop;
  end loop;
  perform set_config('app.ctx', '', true);
end $$;
