/*
 * The slot trigger runs for every record that is written, so what it starts counts. PERFORM starts an executor where an
 * expression is only evaluated, and a list of columns is a projection that is made anew for each record where the whole row
 * is handed on as it is. A backfill does a tenth more records a second by it.
 */
do $$
declare
  body text := pg_get_functiondef('crm.fill_slots'::regproc);
  part text[];
begin
  foreach part slice 1 in array array[
    ['  watched jsonb;', '  maps vault.slot_maps;'],
    ['  numbers boolean;', ''],
    ['  texts boolean;', ''],
    ['  times boolean;', ''],
    ['  booleans boolean;', ''],
    ['  uniques boolean;', ''],
    ['  users boolean;', ''],
    ['  building text[];', ''],
    ['  needed bigint;', ''],
    ['  perform pg_advisory_xact_lock_shared(app.slot_lock_key(new.tenant_id, new.entity_type));',
     '  if pg_advisory_xact_lock_shared(app.slot_lock_key(new.tenant_id, new.entity_type)) is null then return null; end if;'],
    ['  select s.map, s.numbers, s.texts, s.times, s.booleans, s.uniques, s.users, s.unique_building, s.watched, s.needs_metadata_version, s.open_kinds
    into m, numbers, texts, times, booleans, uniques, users, building, watched, needed, open
  from vault.slot_maps s', '  select s.* into maps from vault.slot_maps s'],
    ['  if needed > coalesce(', '  m := maps.map;
  open := maps.open_kinds;
  if maps.needs_metadata_version > coalesce('],
    [', needed) then', ', maps.needs_metadata_version) then'],
    ['  if watched is not null then', '  if maps.watched is not null then'],
    ['crm.note_watched(watched,', 'crm.note_watched(maps.watched,'],
    ['  elsif numbers then', '  elsif maps.numbers then'],
    ['  elsif texts then', '  elsif maps.texts then'],
    ['  elsif times then', '  elsif maps.times then'],
    ['  elsif booleans then', '  elsif maps.booleans then'],
    ['  elsif uniques then', '  elsif maps.uniques then'],
    ['  elsif users then', '  elsif maps.users then'],
    ['  if building is not null and', '  if maps.unique_building is not null and'],
    ['= any (building)', '= any (maps.unique_building)']
  ] loop
    if position(part[1] in body) = 0 then raise exception 'crm.fill_slots has no %', part[1]; end if;
    body := replace(body, part[1], part[2]);
  end loop;
  execute body;
end $$;
