import {
  DomainError,
  RecordId,
  type DuplicateGroup,
  type DuplicatePage,
  type ListDuplicatesInput,
} from "@catalyst/contracts";
import { valuesKey } from "@catalyst/custom-fields";
import type { TenantTransaction } from "@catalyst/db";
import { readField, type CustomField } from "./field-row.ts";

/** Records named for each value that several have. */
const RECORDS_SHOWN = 5;
/** Looking through a million records takes seconds; more than a screen's own statements may. */
const LOOK_TIMEOUT_MS = 60_000;

type GroupRow = { readonly value: string; readonly count: number; readonly ids: readonly string[] };
type NameRow = { readonly id: string; readonly display_name: string };

// By value, so that a page goes on where the one before ended, whatever was mended meanwhile.
const LIST_GROUPS = `
  select v.value, count(*)::int as count, (array_agg(v.id order by v.id))[1:${RECORDS_SHOWN}] as ids
  from (
    select r.id, crm.slot_unique(r.values -> $3) as value from crm.records r
    where r.tenant_id = $1 and r.entity_type = $2 and r.deleted_at is null) v
  where v.value is not null and ($4::text is null or v.value collate "C" > $4)
  group by v.value having count(*) > 1
  order by v.value collate "C" limit $5`;
const LOAD_NAMES = `
  select r.id, r.display_name from crm.records r where r.tenant_id = $1 and r.entity_type = $2 and r.id = any($3::uuid[])`;

/** The values of a field that more than one live record has, as a unique index would compare them. */
export async function listDuplicates(tx: TenantTransaction, input: ListDuplicatesInput): Promise<DuplicatePage> {
  const field = await readField(tx, input.fieldId);
  if (field.storage.kind !== "values") throw new DomainError("bad_request", `${field.label} can't be unique.`);
  return findDuplicates(tx, field, input);
}

/** One page of duplicates of a field that is known. */
export async function findDuplicates(
  tx: TenantTransaction,
  field: CustomField,
  page: Pick<ListDuplicatesInput, "limit" | "cursor">,
): Promise<DuplicatePage> {
  const { tenantId } = tx.principal;
  await tx.query("look-long", "select set_config('statement_timeout', $1, true)", [String(LOOK_TIMEOUT_MS)]);
  const parameters = [tenantId, field.entityType, valuesKey(field), page.cursor ?? null, page.limit + 1];
  const rows = (await tx.query<GroupRow>("list-duplicates", LIST_GROUPS, parameters)).rows;
  const shown = rows.slice(0, page.limit);
  const ids = shown.flatMap((row) => row.ids);
  const named = (await tx.query<NameRow>("duplicate-names", LOAD_NAMES, [tenantId, field.entityType, ids])).rows;
  const names = new Map(named.map((row) => [row.id, row.display_name]));
  return {
    groups: shown.map((row) => toGroup(field, row, names)),
    nextCursor: rows.length > page.limit ? (shown.at(-1)?.value ?? null) : null,
  };
}

function toGroup(field: CustomField, row: GroupRow, names: ReadonlyMap<string, string>): DuplicateGroup {
  return {
    value: row.value,
    count: row.count,
    records: row.ids.map((id) => ({
      id: RecordId.parse(id),
      entityType: field.entityType,
      displayName: names.get(id) ?? "",
    })),
  };
}
