import type { FieldDefinition, Role } from "@catalyst/contracts";

/** What a role may do with a field: nothing (not even learn that it exists), see its values, or change them too. */
export type FieldAccess = "none" | "read" | "write";

/** A role's access to a field. Administrators always have all, so that no field is ever lost to everybody. */
export function fieldAccess(field: Pick<FieldDefinition, "readRoles" | "writeRoles">, role: Role): FieldAccess {
  if (role === "admin") return "write";
  if (field.readRoles !== null && !field.readRoles.includes(role)) return "none";
  return field.writeRoles === null || field.writeRoles.includes(role) ? "write" : "read";
}

/** Fields as a role knows them: closed ones left out, those that it may not change marked read-only. */
export function fieldsFor(fields: readonly FieldDefinition[], role: Role): readonly FieldDefinition[] {
  if (fields.every((field) => fieldAccess(field, role) === "write")) return fields;
  return fields.flatMap((field) => {
    const access = fieldAccess(field, role);
    if (access === "none") return [];
    return [access === "read" ? { ...field, readOnly: true } : field];
  });
}
