import type { RecordScope, Role } from "./principal.ts";

/** Everything that a right can be given for. */
export type Action =
  | "records.read"
  | "records.create"
  | "records.update"
  | "records.delete"
  | "records.import"
  | "records.export"
  | "views.share"
  | "fields.manage"
  | "workflows.read"
  | "workflows.manage"
  | "runs.read"
  | "runs.control"
  | "members.read"
  | "members.manage"
  | "tenant.manage"
  | "mailbox.read";

const READ: readonly Action[] = ["records.read", "workflows.read", "runs.read", "members.read"];
const WRITE: readonly Action[] = [...READ, "records.create", "records.update", "records.delete", "records.export"];
const LEAD: readonly Action[] = [...WRITE, "records.import", "views.share", "runs.control", "mailbox.read"];

/** Rights of each role, the only place where they are written. */
export const ROLE_ACTIONS = {
  read_only: READ,
  sales: WRITE,
  manager: LEAD,
  admin: [...LEAD, "fields.manage", "workflows.manage", "members.manage", "tenant.manage"],
} as const satisfies Record<Role, readonly Action[]>;

/** How far each role sees; the database enforces it from the sealed context. */
export const ROLE_SCOPE = { read_only: "all", sales: "team", manager: "all", admin: "all" } as const satisfies Record<
  Role,
  RecordScope
>;

/** Whether a role has a right. */
export function allows(role: Role, action: Action): boolean {
  return (ROLE_ACTIONS[role] as readonly Action[]).includes(action);
}
