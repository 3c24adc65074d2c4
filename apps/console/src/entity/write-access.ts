import type { FieldDefinition, Role } from "@catalyst/contracts";

/** Whether a field can be read and not written by a role; administrators write all that people can write. Pure. */
export function isLocked(field: FieldDefinition, role: Role | null): boolean {
  if (field.readOnly) return true;
  if (field.writeRoles === null || role === "admin") return false;
  return role === null || !field.writeRoles.includes(role);
}
