import type { CatalogReader, Finding, SchemaRule } from "./finding.ts";
import { DEFINER_FUNCTIONS } from "./rule/definer-functions.ts";
import { LEAKPROOF_KEYS } from "./rule/leakproof-keys.ts";
import { QUEUE_COLUMNS } from "./rule/queue-columns.ts";
import { RIGHTS } from "./rule/rights.ts";
import { ROLES } from "./rule/roles.ts";
import { ROW_SECURITY } from "./rule/row-security.ts";
import { SEALED_CONTEXT } from "./rule/sealed-context.ts";
import { TENANT_KEYS } from "./rule/tenant-keys.ts";

/** Every rule that the catalog can show, in the order of docs/security.md. */
export const SCHEMA_RULES: readonly SchemaRule[] = [
  TENANT_KEYS,
  ROW_SECURITY,
  SEALED_CONTEXT,
  ROLES,
  RIGHTS,
  QUEUE_COLUMNS,
  DEFINER_FUNCTIONS,
  LEAKPROOF_KEYS,
];

/**
 * Holds a database's live schema against the rules that tenants' isolation rests on. Reads the catalog only; run it as a
 * superuser or as the owner, since other roles can't see every definition. No finding means that the rules hold.
 */
export async function lintSchema(database: CatalogReader): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  const found = await database.query<{ path: string }>("select current_setting('search_path') as path");
  try {
    // Expressions are printed relative to the search path: with an empty one every name is qualified.
    await database.query("select set_config('search_path', '', false)");
    for (const { name, sql } of SCHEMA_RULES) {
      const broken = await database.query<Omit<Finding, "rule">>(sql);
      findings.push(...broken.rows.map(({ object, problem }) => ({ rule: name, object, problem })));
    }
  } finally {
    await database.query("select set_config('search_path', $1, false)", [found.rows[0]?.path]);
  }
  return findings;
}
