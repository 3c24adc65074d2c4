-- Conditional visibility and requirement (filters over the same record), and who may read and write a field; null: all.
alter table crm.custom_field_definitions
  add column visible_when jsonb check (jsonb_typeof(visible_when) = 'object'),
  add column required_when jsonb check (jsonb_typeof(required_when) = 'object'),
  add column read_roles text[] check (read_roles <@ array['admin', 'manager', 'sales', 'read_only']),
  add column write_roles text[] check (write_roles <@ array['admin', 'manager', 'sales', 'read_only']);

-- An amount of money is compared by its amount. Still total: what is no number, or too long for a float8, gives null.
create or replace function crm.slot_number(v jsonb) returns float8 language sql immutable strict parallel safe
as $$
  select case jsonb_typeof(v)
    when 'number' then case when length(v::text) <= 300 then (v::text)::float8 end
    when 'object' then case when jsonb_typeof(v -> 'amount') = 'number' and length(v ->> 'amount') <= 300
      then (v ->> 'amount')::float8 end
  end
$$;
