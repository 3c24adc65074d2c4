export * from "./test-database.ts";
export * from "./test-tenant.ts";
export { TEST_SECRET } from "./test-names.ts";
