import type { TenantTransaction } from "@catalyst/db";
import { expect, test } from "vitest";
import { company, fixture } from "../record-service.fixture.ts";

const SEED = { kind: "seed" } as const;
/** Changes after which PostgreSQL keeps a function's plans for good. */
const UNTIL_PLANNED = 8;
/** Words of other records; reading them all takes far more pages than a change may. */
const OTHERS = 60_000;
const PAGE_LIMIT = 200;

/** Pages of the words, and of their key, that this transaction has asked for. */
async function pagesOfWords(tx: TenantTransaction): Promise<number> {
  const text = `
    select (pg_stat_get_xact_blocks_fetched('crm.record_tokens'::regclass)
      + pg_stat_get_xact_blocks_fetched('crm.record_tokens_pkey'::regclass))::int as pages`;
  return (await tx.query<{ pages: number }>(null, text, [])).rows[0]?.pages ?? 0;
}

// Migration 20261122190000_tokens_by_key.
test("a changed website reads the words of its record, also where all was planned while there were few", async () => {
  await using f = await fixture();
  const { tenantId } = f.tenant;
  const { record } = await f.as((tx) => f.records.create(tx, company("Acme", { website: "https://a.example" }), SEED));
  const { id, entityType } = record;

  const read = await f.as(async (tx) => {
    const change = (website: string) =>
      f.records.update(tx, { entityType, id, version: null, fields: { website: `https://${website}.example` } }, SEED);
    for (let time = 0; time < UNTIL_PLANNED; time += 1) await change(`planned${time}`);
    await f.db.adminQuery(
      `insert into crm.record_tokens (tenant_id, entity_type, token, weight, record_id)
       select $1, 'companies', 'word' || n, 1, gen_random_uuid() from generate_series(1, ${OTHERS}) n`,
      [tenantId],
    );
    const before = await pagesOfWords(tx);
    await change("changed");
    return (await pagesOfWords(tx)) - before;
  });

  expect(read).toBeGreaterThan(0);
  expect(read).toBeLessThan(PAGE_LIMIT);
  const words = await f.db.adminQuery<{ token: string }>("select token from crm.record_tokens where record_id = $1", [
    id,
  ]);
  expect(words.map(({ token }) => token)).toContain("changed");
});
