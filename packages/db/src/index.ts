export * from "./database.ts";
export * from "./derive-keys.ts";
export { loadOrCreateSecret } from "./embedded/data-folder.ts";
export * from "./embedded/embedded.ts";
export * from "./errors.ts";
export * from "./migrate.ts";
export * from "./prepare-database.ts";
export * from "./queue-schema.ts";
export { databaseRights } from "./roles.ts";
export * from "./seal-context.ts";
export * from "./startup-error.ts";
export * from "./with-tenant.ts";
export * from "./queue.ts";
export { insertWakeUps } from "./statement/wake-ups.ts";
export { deliverEvent, type RunEvent } from "./run-arrivals.ts";
export * from "./run-principal.ts";
export * from "./run-scheduler.ts";
export * from "./run-store.ts";
export { WAKE_CHANNEL } from "./wake-signal.ts";
export {
  END_LEASE as END_LEASE_SQL,
  LOCK_LEASE as LOCK_LEASE_SQL,
  RENEW_LEASE as RENEW_LEASE_SQL,
} from "./statement/run-sweep.ts";
