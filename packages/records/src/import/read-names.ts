import type { FieldDefinition } from "@catalyst/contracts";
import type { TenantTransaction } from "@catalyst/db";
import { type KnownNames, lookedUp, namesIn, type NameTarget, PEOPLE } from "./name-cells.ts";

type NamedRow = { readonly id: string; readonly names: readonly string[] };

const READ_PEOPLE = `
  select principal_id as id, array[name, email] as names from crm.principals
  where tenant_id = $1 and active and (lower(name) = any ($2::text[]) or lower(email) = any ($2::text[]))`;
const READ_RECORDS = `
  select id, array[display_name] as names from crm.records
  where tenant_id = $1 and entity_type = $3 and deleted_at is null and display_name = any ($2::text[])`;

/** Looks up what cells name, as the transaction's principal sees it: one statement for each kind of thing that is named. */
export async function readNames(
  tx: TenantTransaction,
  rows: readonly (readonly string[])[],
  columns: readonly (FieldDefinition | null)[],
): Promise<KnownNames> {
  const known = new Map<NameTarget, ReadonlyMap<string, readonly string[]>>();
  for (const [target, names] of namesIn(rows, columns))
    if (names.size > 0) known.set(target, byName(target, await readNamed(tx, target, [...names])));
  return known;
}

async function readNamed(
  tx: TenantTransaction,
  target: NameTarget,
  names: readonly string[],
): Promise<readonly NamedRow[]> {
  const values = [tx.principal.tenantId, names];
  if (target === PEOPLE) return (await tx.query<NamedRow>("people-by-name", READ_PEOPLE, values)).rows;
  return (await tx.query<NamedRow>("records-by-name", READ_RECORDS, [...values, target])).rows;
}

function byName(target: NameTarget, rows: readonly NamedRow[]): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const { id, names } of rows)
    for (const name of new Set(names.map((one) => lookedUp(target, one))))
      found.set(name, [...(found.get(name) ?? []), id]);
  return found;
}
