export * from "./database.ts";
export * from "./errors.ts";
export * from "./seal-context.ts";
export * from "./with-tenant.ts";
