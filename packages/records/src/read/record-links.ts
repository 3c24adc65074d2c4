import {
  RecordId,
  type EntityType,
  type FieldDefinition,
  type FieldValue,
  type RecordReference,
} from "@catalyst/contracts";
import type { TenantTransaction } from "@catalyst/db";
import { relationFields } from "../metadata/metadata.ts";
import type { RecordRelations } from "./record-row.ts";

type LinkRow = {
  readonly field_id: string;
  readonly from_id: string;
  readonly to_type: string;
  readonly to_id: string;
  /** Null: the principal does not see the target. */
  readonly display_name: string | null;
};

/** What records point to: values by record id, and the names of the targets. */
export type RecordLinks = {
  readonly byRecord: ReadonlyMap<string, RecordRelations>;
  readonly references: readonly RecordReference[];
};

// Targets are found by their keys, so row-level security alone keeps owner rules without a scan. A target that is not
// found is not visible: a live record never points into the bin.
const LOAD_LINKS = `
  select l.field_id, l.from_id, l.to_type, l.to_id, r.display_name
  from crm.record_links l
  left join crm.records r on r.tenant_id = $1 and r.entity_type = l.to_type and r.id = l.to_id
  where l.tenant_id = $1 and l.from_type = $2 and l.from_id = any($3::uuid[]) and r.deleted_at is null
  order by l.from_id, l.field_id, l.position, l.to_id`;

const NO_LINKS: RecordLinks = { byRecord: new Map(), references: [] };

/**
 * Loads the links of records in one statement. Targets that are deleted are left out; of those that the principal may
 * not see it is only said that there are some.
 */
export async function loadLinks(
  tx: TenantTransaction,
  entityType: EntityType,
  ids: readonly string[],
): Promise<RecordLinks> {
  const fields = relationFields(entityType);
  if (ids.length === 0 || fields.size === 0) return NO_LINKS;
  const result = await tx.query<LinkRow>("load-links", LOAD_LINKS, [tx.principal.tenantId, entityType.key, ids]);
  return toLinks(result.rows, fields);
}

type Relations = { readonly values: Record<string, FieldValue>; readonly hidden: string[] };

function toLinks(rows: readonly LinkRow[], fields: ReadonlyMap<string, FieldDefinition>): RecordLinks {
  const byRecord = new Map<string, Relations>();
  const references = new Map<string, RecordReference>();
  for (const row of rows) {
    const field = fields.get(row.field_id);
    if (field === undefined) continue;
    const relations = byRecord.get(row.from_id) ?? { values: {}, hidden: [] };
    byRecord.set(row.from_id, relations);
    if (row.display_name === null) {
      if (!relations.hidden.includes(field.key)) relations.hidden.push(field.key);
      continue;
    }
    relations.values[field.key] = withTarget(relations.values[field.key] ?? null, row.to_id, field);
    references.set(row.to_id, {
      id: RecordId.parse(row.to_id),
      entityType: row.to_type,
      displayName: row.display_name,
    });
  }
  return { byRecord, references: [...references.values()] };
}

function withTarget(value: FieldValue, target: string, field: FieldDefinition): FieldValue {
  if (field.config.multiple !== true) return target;
  return Array.isArray(value) ? [...value, target] : [target];
}
