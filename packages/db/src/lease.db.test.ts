import { withClient } from "./prepare-database.ts";
import { expect, test } from "vitest";
import { runStoreFixture, WAITING } from "./run-store.fixture.ts";
import { LOCK_LEASE } from "./statement/run-sweep.ts";

test("a worker that stands still keeps its runs for three seconds, one whose connection is gone for a third of that", async () => {
  await using f = await runStoreFixture();
  await f.insertRun(WAITING);
  await f.scheduler(f.mine).claim(1);
  const looksDead = async (ageSeconds: number): Promise<boolean> => {
    await f.db.adminQuery("update engine.workers set renewed_at = now() - make_interval(secs => $1)", [ageSeconds]);
    return (await f.scheduler(f.mine).peek()).orphans;
  };

  expect(await looksDead(0)).toBe(false);
  expect(await looksDead(2)).toBe(true);
  await withClient(f.db.urls.worker, async (client) => {
    expect((await client.query(LOCK_LEASE, [f.mine])).rows).toEqual([{ locked: true }]);
    expect(await looksDead(2)).toBe(false);
    expect(await looksDead(4)).toBe(true);
    expect(await looksDead(2)).toBe(false);
  });
  await expect.poll(() => looksDead(2)).toBe(true);
});
