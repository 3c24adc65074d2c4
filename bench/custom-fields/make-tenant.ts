import type { Principal } from "@catalyst/contracts";
import { type Database, withTenant } from "@catalyst/db";
import { requireEntityType } from "@catalyst/records";
import type pg from "pg";
import { makeAdmin } from "../data/make-tenant.ts";
import { benchRecordService } from "../environment/bench-record-service.ts";
import { fieldsOf } from "./fields.ts";
import { ENTITY_TYPE, type TenantSize } from "./plan.ts";

/** Makes a tenant with its entity type and fields, as an admin would in the product; records come later, by SQL. */
export async function makeFieldsTenant(admin: pg.ClientBase, database: Database, size: TenantSize): Promise<Principal> {
  const principal = await makeAdmin(admin, size.slug);
  const records = benchRecordService();
  await withTenant(database, principal, async (tx) => {
    await records.createEntityType(tx, { label: "Asset", labelPlural: "Assets", key: ENTITY_TYPE });
    const { key } = requireEntityType(await records.metadata(tx), ENTITY_TYPE);
    for (const { input } of fieldsOf(size)) await records.createField(tx, { entityType: key, field: input });
  });
  return principal;
}
