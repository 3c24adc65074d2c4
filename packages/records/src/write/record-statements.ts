import type { EntityType, FieldDefinition } from "@catalyst/contracts";
import { FIELD_TYPE_MODULES, NATIVE_UUID_COLUMNS } from "@catalyst/custom-fields";

/**
 * Statements that write many records at once from one JSON parameter: $1 tenant, $2 entity type, $3 rows, $4 principal,
 * $5 the kind of reason. Header, native row and audit go together; slots follow by trigger. The text depends on the
 * entity type alone, so each is prepared once for each connection.
 */
export function insertStatement(entityType: EntityType): { readonly name: string; readonly text: string } {
  const native = nativeColumnTypes(entityType);
  const columns = native.map(([column]) => column);
  const nativePart =
    entityType.kind === "custom"
      ? ""
      : `, native as (insert into crm.${entityType.key} (tenant_id, id, ${columns.join(", ")})
         select $1::uuid, i.id, ${columns.map((column) => `i.x_${column}`).join(", ")} from input i)`;
  const text = `with ${inputPart(native)}, written as (
      insert into crm.records (tenant_id, entity_type, id, owner_id, team_id, created_by, updated_by, display_name, values)
      select $1::uuid, $2::text, i.id, i.owner_id, i.team_id, $4::uuid, $4::uuid, i.display_name, i.custom from input i
      returning id, version, created_at, updated_at)${nativePart}, ${auditPart("created")}
    select id, version, created_at, updated_at from written`;
  return { name: statementName("insert-records", entityType), text };
}

/**
 * Writes records that are locked and known: what is given is the whole new state, and each change that led to it, which
 * raises the version by one and leaves an audit row; a native row that stays as it is is not touched. $6 names the ids
 * once more: by the join alone the planner expects 100 rows and reads the whole of a small table. One id is
 * compared as such, since only then is the prepared plan kept.
 */
export function updateStatement(
  entityType: EntityType,
  count: "one" | "many",
): { readonly name: string; readonly text: string } {
  const native = nativeColumnTypes(entityType);
  const wanted = count === "one" ? "= $6::uuid" : "= any ($6::uuid[])";
  const nativePart =
    entityType.kind === "custom"
      ? ""
      : `, native as (update crm.${entityType.key} x set ${native.map(([column]) => `${column} = i.x_${column}`).join(", ")}
         from input i where x.tenant_id = $1::uuid and x.entity_type = $2::text and x.id ${wanted} and x.id = i.id and i.is_native)`;
  const text = `with ${inputPart(native)}, written as (
      update crm.records r set owner_id = i.owner_id, team_id = i.team_id, display_name = i.display_name,
        values = r.values || i.custom, version = r.version + jsonb_array_length(i.changes), updated_at = now(), updated_by = $4::uuid
      from input i where r.tenant_id = $1::uuid and r.entity_type = $2::text and r.id ${wanted} and r.id = i.id and r.deleted_at is null
      returning r.id, r.version, r.created_at, r.updated_at)${nativePart}, ${auditPart("updated")}
    select id, version, created_at, updated_at from written`;
  return { name: statementName(`update-${count}`, entityType), text };
}

function statementName(verb: string, entityType: EntityType): string {
  return `${verb}-${entityType.kind === "custom" ? "custom" : entityType.key}`;
}

function inputPart(native: readonly (readonly [string, string])[]): string {
  const columns = native.map(([column, type]) => `, x_${column} ${type}`).join("");
  return `input as (select * from jsonb_to_recordset($3::jsonb) as i(
      id uuid, owner_id uuid, team_id uuid, display_name text, reason_id text, custom jsonb, is_native boolean, changes jsonb${columns}))`;
}

function auditPart(action: "created" | "updated"): string {
  return `audit as (
      insert into crm.audit_log (tenant_id, principal_id, action, entity_type, record_id, before, after, reason_kind, reason_id)
      select $1::uuid, $4::uuid, '${action}', $2::text, i.id, c.before, c.after, $5::text, i.reason_id
      from input i cross join lateral jsonb_to_recordset(i.changes) as c(before jsonb, after jsonb))`;
}

function nativeColumnTypes(entityType: EntityType): readonly (readonly [string, string])[] {
  return entityType.fields.flatMap((field) =>
    field.storage.kind === "native" ? [[field.storage.column, columnType(field, field.storage.column)] as const] : [],
  );
}

function columnType(field: FieldDefinition, column: string): string {
  if (NATIVE_UUID_COLUMNS.has(column)) return "uuid";
  const comparison = FIELD_TYPE_MODULES[field.type].comparison;
  return comparison === "number" ? "float8" : comparison === "date" ? "date" : "text";
}
