import { FieldInput, PrincipalId, type Principal, ROLE_SCOPE, TenantId } from "@catalyst/contracts";
import { type Database, withTenant } from "@catalyst/db";
import { createWorkflowService, newId } from "@catalyst/records";
import { hashPassword } from "@catalyst/server";
import type pg from "pg";
import { benchRecordService } from "../environment/bench-record-service.ts";
import { adminEmail, BENCH_PASSWORD, RUNS_TENANT } from "./plan.ts";
import { THREE_STEPS } from "./three-steps.ts";

/** The indexed custom fields of companies: a number, a choice and a date. */
const FIELDS: readonly FieldInput[] = [
  { label: "Score", type: "number" },
  {
    label: "Tier",
    type: "select",
    config: { options: ["a", "b", "c"].map((id) => ({ id, label: id.toUpperCase(), hue: "slate" })) },
  },
  { label: "Since", type: "date" },
].map((field) => FieldInput.parse({ ...field, indexed: true }));

/** Makes a tenant with one admin and the indexed fields, as the product would; the records come later, by SQL. */
export async function makeTenant(admin: pg.ClientBase, database: Database, slug: string): Promise<Principal> {
  const principal = await makeAdmin(admin, slug);
  const records = benchRecordService();
  for (const field of FIELDS) {
    await withTenant(database, principal, (tx) => records.createField(tx, { entityType: "companies", field }));
  }
  if (slug !== RUNS_TENANT) return principal;
  const workflows = createWorkflowService({ metadata: records.metadata, newId });
  await withTenant(database, principal, async (tx) => {
    const created = await workflows.create(tx, { name: "Three steps", graph: THREE_STEPS });
    await workflows.publish(tx, { workflowId: created.workflowId, draftVersion: created.draft.version, note: "Bench" });
  });
  return principal;
}

/** A tenant of this slug with one admin, who can sign in. */
export async function makeAdmin(admin: pg.ClientBase, slug: string): Promise<Principal> {
  const tenantId = TenantId.parse(newId());
  const principalId = PrincipalId.parse(newId());
  await admin.query(
    `insert into identity."organization" ("id", "name", "slug", "createdAt") values ($1, $2, $2, now())`,
    [tenantId, slug],
  );
  await admin.query(`insert into identity."user" ("id", "name", "email", "emailVerified") values ($1, $2, $3, true)`, [
    principalId,
    `Admin of ${slug}`,
    adminEmail(slug),
  ]);
  await admin.query(
    `insert into identity."account" ("accountId", "providerId", "userId", "password", "updatedAt") values ($1::uuid::text, 'credential', $1, $2, now())`,
    [principalId, await hashPassword(BENCH_PASSWORD)],
  );
  await admin.query(
    `insert into identity."member" ("organizationId", "userId", "role", "createdAt") values ($1, $2, 'admin', now())`,
    [tenantId, principalId],
  );
  return { tenantId, principalId, role: "admin", teamIds: [], scope: ROLE_SCOPE.admin, scopeByEntityType: {} };
}
