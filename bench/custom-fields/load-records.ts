import type { Principal } from "@catalyst/contracts";
import type pg from "pg";
import { type BenchField, fieldsOf } from "./fields.ts";
import { ENTITY_TYPE, type TenantSize } from "./plan.ts";

/** Rows of one statement. */
const BATCH_ROWS = 25_000;
/** PostgreSQL passes 100 arguments to a function at most. */
const PAIRS = 50;

/** Which records to load: as many for each tenant. */
export type Load = {
  readonly size: Pick<TenantSize, "slots" | "plainFields">;
  readonly tenants: readonly Pick<Principal, "tenantId" | "principalId">[];
  readonly recordsEach: number;
  /** Whether the table has the native columns that slots are compared with. */
  readonly native: boolean;
};

/** Slot of each field as the product assigned it: the same in all tenants of a load, which have the same fields. */
type Slots = ReadonlyMap<string, string>;

/**
 * Inserts records by SQL, a batch a statement. Slots come from the same expressions as the values, and a sample is checked
 * against the trigger's own functions. The session is a superuser's with triggers off (`session_replication_role`).
 */
export async function loadRecords(admin: pg.ClientBase, load: Load): Promise<void> {
  const [first] = load.tenants;
  if (first === undefined || load.recordsEach === 0) return;
  const fields = fieldsOf(load.size);
  const slots = await slotsOf(admin, first.tenantId);
  const text = insertBatch(fields, slots, load.native);
  const tenants = [load.tenants.map((tenant) => tenant.tenantId), load.tenants.map((tenant) => tenant.principalId)];
  const batch = Math.max(1, Math.round(BATCH_ROWS / load.tenants.length));
  for (let from = 1; from <= load.recordsEach; from += batch) {
    const to = Math.min(from + batch - 1, load.recordsEach);
    await admin.query(text, [...tenants, from, to, load.recordsEach]);
  }
  await checkSlots(admin, first.tenantId, slots);
}

async function slotsOf(admin: pg.ClientBase, tenantId: string): Promise<Slots> {
  const result = await admin.query<{ slot: string; field_key: string }>(
    "select slot, field_key from crm.slot_assignments where tenant_id = $1 and entity_type = $2 and state = 'ready'",
    [tenantId, ENTITY_TYPE],
  );
  return new Map(result.rows.map((row) => [row.field_key, row.slot]));
}

/** One record a minute, the last one now. */
function insertBatch(fields: readonly BenchField[], slots: Slots, native: boolean): string {
  const slotted = fields.filter((field) => slots.has(field.key));
  const also = native ? fields.filter((field) => field.queried) : [];
  const names = [...slotted.map((field) => slots.get(field.key) ?? ""), ...also.map((field) => `native_${field.key}`)];
  const values = [...slotted, ...also].map((field) => guarded(field, field.sql));
  return `
    insert into crm.records (tenant_id, entity_type, id, owner_id, created_at, created_by, updated_at, updated_by, ${["display_name", "values", ...names].join(", ")})
    select tenant_id, '${ENTITY_TYPE}', uuidv7(age), owner_id, now() + age, owner_id, now() + age, owner_id, 'Asset ' || n,
      ${[`jsonb_strip_nulls(${valuesObject(fields)})`, ...values].join(", ")}
    from (select t.tenant_id, t.owner_id, n::bigint, make_interval(mins => n - $5::int) as age
      from generate_series($3::int, $4::int) n cross join unnest($1::uuid[], $2::uuid[]) t (tenant_id, owner_id)) source`;
}

function valuesObject(fields: readonly BenchField[]): string {
  const pairs = fields.map((field) => `'${field.key}', ${guarded(field, field.json ?? field.sql)}`);
  const chunks = Array.from({ length: Math.ceil(pairs.length / PAIRS) }, (_unused, index) =>
    pairs.slice(index * PAIRS, (index + 1) * PAIRS),
  );
  return chunks.map((chunk) => `jsonb_build_object(${chunk.join(", ")})`).join(" || ");
}

/** The value, or nothing where this record has none in the field. */
function guarded({ key, fill }: BenchField, sql: string): string {
  if (fill === 100) return sql;
  return `case when (hashint8extended(n, hashtext('${key}')) & 127) * 100 < ${fill} * 128 then ${sql} end`;
}

const CASTS: Readonly<Record<string, string>> = {
  n: "slot_number",
  t: "slot_text",
  d: "slot_time",
  b: "slot_boolean",
  u: "slot_unique",
  r: "slot_user",
};

async function checkSlots(admin: pg.ClientBase, tenantId: string, slots: Slots): Promise<void> {
  if (slots.size === 0) return;
  const differs = [...slots].map(
    ([key, slot]) => `${slot} is distinct from crm.${CASTS[slot.slice(0, 1)] ?? ""}(values -> '${key}')`,
  );
  const result = await admin.query<{ wrong: number }>(
    `select count(*) filter (where ${differs.join(" or ")})::int as wrong
     from (select * from crm.records where tenant_id = $1 and entity_type = $2 order by id limit 500) sample`,
    [tenantId, ENTITY_TYPE],
  );
  if (result.rows[0]?.wrong !== 0) throw new Error("Loaded slots differ from what the trigger would fill in");
}
