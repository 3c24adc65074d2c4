import type { FieldUse, FieldUseCounts } from "@catalyst/contracts";
import { usesOfField } from "@catalyst/custom-fields/formula";
import type { TenantTransaction } from "@catalyst/db";
import { graphUsesField } from "@catalyst/workflow-engine";
import { readMetadata } from "../metadata/load-metadata.ts";
import { requireEntityType } from "../metadata/metadata.ts";
import { readGraphs, RECENT_IMPORTS } from "./find-uses.ts";

const VIEWS = `
  select f.key, v.view_id as id from unnest($1::text[]) f(key) cross join lateral app.views_using($2 || '.' || f.key) v`;
const IMPORTS = `
  select c.target ->> 'key' as key, i.import_id as id from (
    select import_id, columns from crm.imports
    where tenant_id = $1 and entity_type = $2 and columns is not null order by created_at desc limit ${RECENT_IMPORTS}) i
  cross join lateral jsonb_array_elements(i.columns) c(target) where c.target ->> 'kind' = 'field'`;

type UseRow = { readonly key: string; readonly id: string };
type Use = { readonly key: string; readonly kind: FieldUse["kind"]; readonly id: string };

/**
 * How many views, workflows, imports, formulas and the like use each field of an entity type: what `findUses` lists of one
 * field, with every graph read once. Several places in one workflow count once.
 */
export async function countUses(tx: TenantTransaction, entityTypeKey: string): Promise<FieldUseCounts> {
  const metadata = await readMetadata(tx);
  const entityType = requireEntityType(metadata, entityTypeKey);
  const fields = metadata.customFields.filter(
    (field) => field.entityType === entityType.key && field.archivedAt === null,
  );
  const graphs = await readGraphs(tx);
  const uses: readonly Use[] = [
    ...fields.flatMap((field) =>
      usesOfField(metadata.entityTypes, field).map((use) => ({
        key: field.key,
        kind: use.kind,
        id: `${use.field.entityType}.${use.field.key}`,
      })),
    ),
    ...fields.flatMap((field) =>
      graphs
        .filter(({ graph }) => graphUsesField(graph, field))
        .map(({ row }) => ({ key: field.key, kind: "workflow" as const, id: row.workflow_id })),
    ),
    ...(await rowUses(tx, { kind: "view", name: "views-using-many", text: VIEWS }, [
      fields.map((field) => field.key),
      entityType.key,
    ])),
    ...(await rowUses(tx, { kind: "import", name: "imports-using-many", text: IMPORTS }, [
      tx.principal.tenantId,
      entityType.key,
    ])),
  ];
  return {
    counts: Object.fromEntries(
      fields.flatMap((field) => {
        const counts = countByKind(uses.filter((use) => use.key === field.key));
        return field.fieldId === null || Object.keys(counts).length === 0 ? [] : [[field.fieldId, counts]];
      }),
    ),
  };
}

type UseStatement = { readonly kind: Use["kind"]; readonly name: string; readonly text: string };

async function rowUses(
  tx: TenantTransaction,
  statement: UseStatement,
  parameters: readonly unknown[],
): Promise<readonly Use[]> {
  const { rows } = await tx.query<UseRow>(statement.name, statement.text, [...parameters]);
  return rows.map(({ key, id }) => ({ key, kind: statement.kind, id }));
}

function countByKind(uses: readonly Use[]): Partial<Record<Use["kind"], number>> {
  const users = new Set(uses.map((use) => `${use.kind} ${use.id}`));
  const counts: Partial<Record<Use["kind"], number>> = {};
  for (const use of uses) {
    if (users.delete(`${use.kind} ${use.id}`)) counts[use.kind] = (counts[use.kind] ?? 0) + 1;
  }
  return counts;
}
