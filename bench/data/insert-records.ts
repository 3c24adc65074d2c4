import type { Principal } from "@catalyst/contracts";
import type pg from "pg";
import { type Portion, SCORES } from "./plan.ts";

/** Rows of one statement: few enough that the progress is seen, enough that the statement's own cost is not. */
const BATCH_ROWS = 50_000;

type Source = { readonly principal: Principal; readonly portion: Portion };

/**
 * Inserts records by SQL, a batch a statement, with slots computed by the functions that the trigger calls. The session
 * must be a superuser's with triggers off (`session_replication_role`): 50 us a row for the trigger alone is most of the time.
 */
export async function insertRecords(admin: pg.ClientBase, source: Source): Promise<void> {
  const { principal, portion } = source;
  const slots = await slotsOf(admin, source);
  for (let from = 1; from <= portion.records; from += BATCH_ROWS) {
    const to = Math.min(from + BATCH_ROWS - 1, portion.records);
    await admin.query(insertBatch(portion.entityType, slots), [
      principal.tenantId,
      principal.principalId,
      from,
      to,
      portion.records,
    ]);
  }
}

type Slot = { readonly slot: string; readonly field_key: string };

async function slotsOf(admin: pg.ClientBase, { principal, portion }: Source): Promise<readonly Slot[]> {
  const result = await admin.query<Slot>(
    "select slot, field_key from crm.slot_assignments where tenant_id = $1 and entity_type = $2 and state = 'ready' order by slot",
    [principal.tenantId, portion.entityType],
  );
  return result.rows;
}

/** One record a minute, the last one now; the values look random and are the same at every run. */
const SOURCE = `
  select $1::uuid as tenant_id, uuidv7(make_interval(mins => n - $5::int)) as id, $2::uuid as owner_id,
    now() + make_interval(mins => n - $5::int) as at,
    (array['Alpine','Baltic','Cobalt','Delta','Ember','Fjord','Garnet','Harbor','Indigo','Juniper'])[1 + r % 10] || ' ' ||
      (array['Foods','Freight','Health','Labs','Metals','Paper','Software','Textiles'])[1 + r / 16 % 8] || ' ' || n as name,
    (array['Bern','Genf','Lyon','Oslo','Porto','Riga','Turin','Wien'])[1 + r / 256 % 8] as city,
    jsonb_build_object('score', r % ${SCORES}, 'tier', (array['a','b','c'])[1 + r / 64 % 3],
      'since', to_char(date '2000-01-01' + r / 128 % 9000, 'YYYY-MM-DD')) as values
  from (select n, hashint4(n) & 2147483647 as r from generate_series($3::int, $4::int) n) draw`;

const NATIVE = {
  companies: "insert into crm.companies (tenant_id, id, name, city) select tenant_id, id, name, city from source",
  contacts:
    "insert into crm.contacts (tenant_id, id, name, email) select tenant_id, id, name, 'mail' || left(id::text, 13) || '@example.test' from source",
} as const;

const CAST: Readonly<Record<string, string>> = { n: "crm.slot_number", t: "crm.slot_text", d: "crm.slot_time" };

function insertBatch(entityType: Portion["entityType"], slots: readonly Slot[]): string {
  const columns = slots.map(({ slot }) => `, ${slot}`).join("");
  const values = slots.map(({ slot, field_key }) => `, ${CAST[slot.slice(0, 1)]}(values -> '${field_key}')`).join("");
  const custom = slots.length > 0 ? "values" : "'{}'";
  return `
    with source as materialized (${SOURCE}),
    native as (${NATIVE[entityType]})
    insert into crm.records (tenant_id, entity_type, id, owner_id, created_at, created_by, updated_at, updated_by, display_name, values${columns})
    select tenant_id, '${entityType}', id, owner_id, at, owner_id, at, owner_id, name, ${custom}${values} from source`;
}
