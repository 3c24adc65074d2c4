import { openDatabase, withClient } from "../packages/db/src/index.ts";
import { DEMO_PASSWORD, DEMO_TENANTS } from "./seed/demo-tenants.ts";
import { seedIdentity } from "./seed/seed-identity.ts";
import { seededDraw } from "./seed/seeded-random.ts";
import { seedServices, seedTenant } from "./seed/seed-tenant.ts";

/** Fills an empty database with the demo tenants and prints their accounts, one a line. */
async function main(): Promise<void> {
  const database = openDatabase({
    url: required("DATABASE_URL_APP"),
    contextKey: Buffer.from(required("CONTEXT_KEY"), "hex"),
    poolSize: 2,
    onIdleError: (error) => process.stderr.write(`${error.message}\n`),
  });
  const services = seedServices(database);
  try {
    for (const tenant of DEMO_TENANTS) {
      const draw = seededDraw(tenant.seed);
      const seeded = await withClient(required("DATABASE_URL_AUTH"), (auth) =>
        seedIdentity({ query: (text, values) => auth.query(text, [...values]) }, tenant, draw),
      );
      await seedTenant(services, seeded, draw);
    }
  } finally {
    await database.pool.end();
  }
  process.stdout.write(accountLines().join("\n") + "\n");
}

function accountLines(): readonly string[] {
  return DEMO_TENANTS.flatMap((tenant) =>
    tenant.members.map((member) => `${tenant.name.padEnd(18)} ${member.email.padEnd(28)} ${DEMO_PASSWORD}`),
  );
}

function required(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set; scripts/start.ts sets it`);
  return value;
}

await main();
