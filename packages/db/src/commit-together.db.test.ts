import type { RunId } from "@catalyst/contracts";
import type { ClaimedRun } from "@catalyst/workflow-engine";
import { expect, test } from "vitest";
import { isUnavailable } from "./errors.ts";
import { runStoreFixture, takeOver, WAITING } from "./run-store.fixture.ts";

test("of runs that commit together, one that was taken over and one that fails keep none of the others", async () => {
  await using f = await runStoreFixture();
  await Promise.all(Array.from({ length: 12 }, () => f.insertRun(WAITING)));
  const claims = await f.scheduler(f.mine).claim(12);
  const [lost, failing] = claims;
  if (lost === undefined || failing === undefined) throw new Error("Twelve runs are claimed");
  await takeOver(f, lost.runId);
  const tried = new Map<RunId, number>();

  const results = await Promise.allSettled(
    claims.map((claim) =>
      f.store.commit({
        claim,
        run: null,
        together: true,
        work: async ({ run }) => {
          tried.set(claim.runId, (tried.get(claim.runId) ?? 0) + 1);
          if (claim === failing) throw new Error("a step of this run");
          const next = { kind: "ended", status: "completed", detail: null } as const;
          return { state: run.state, rows: [], waits: [], resolvedWaits: [], next };
        },
      }),
    ),
  );

  expect(results.map((result) => (result.status === "fulfilled" ? result.value.kind : "failed"))).toEqual(
    claims.map((claim) => (claim === lost ? "fenced" : claim === failing ? "failed" : "committed")),
  );
  const left = await f.db.adminQuery<{ run_id: string }>("select run_id from engine.run_queue order by 1");
  expect(new Set(left.map((row) => row.run_id))).toEqual(new Set([lost.runId, failing.runId]));
  expect(tried.get(lost.runId)).toBeUndefined();
  expect(tried.get(failing.runId)).toBe(2);
});

test("runs whose common COMMIT got no answer are let go as unknown: none is taken for another worker's", async () => {
  await using f = await runStoreFixture();
  await Promise.all(Array.from({ length: 12 }, () => f.insertRun(WAITING)));
  const claims = await f.scheduler(f.mine).claim(12);

  const results = await Promise.allSettled(
    claims.map((claim) =>
      f.store.commit({
        claim,
        run: null,
        together: true,
        work: ({ run }) => {
          if (claim === claims[0]) f.proxy.arm("reply_dropped", 1);
          const next = { kind: "running" } as const;
          return Promise.resolve({ state: run.state, rows: [], waits: [], resolvedWaits: [], next });
        },
      }),
    ),
  );

  const outcomes = results.map((result) => (result.status === "fulfilled" ? result.value.kind : "unknown"));
  expect(f.proxy.counts.reply_dropped).toBe(1);
  expect(new Set(outcomes)).toEqual(new Set(["committed", "unknown"]));
  const failures = results.flatMap((result) => (result.status === "rejected" ? [result.reason as unknown] : []));
  expect(failures.every(isUnavailable)).toBe(true);
});

test("a worker that stood still and has claimed its own run again carries it out under the new claim alone", async () => {
  await using f = await runStoreFixture();
  await Promise.all(Array.from({ length: 3 }, () => f.insertRun(WAITING)));
  const [before, ...others] = await f.scheduler(f.mine).claim(3);
  if (before === undefined) throw new Error("Three runs are claimed");
  const again = await takeOver(f, before.runId);
  const claims = [before, again, ...others]; // The first half goes together.
  const carriedOut: ClaimedRun[] = [];

  const results = await Promise.all(
    claims.map((claim) =>
      f.store.commit({
        claim,
        run: null,
        together: true,
        work: ({ run }) => {
          carriedOut.push(claim);
          const next = { kind: "running" } as const;
          return Promise.resolve({ state: run.state, rows: [], waits: [], resolvedWaits: [], next });
        },
      }),
    ),
  );

  expect(results.map(({ kind }) => kind)).toEqual(["fenced", "committed", "committed", "committed"]);
  expect(new Set(carriedOut)).toEqual(new Set([...others, again]));
});

test("runs whose common transaction takes long hear of it, so that others get what it has locked", async () => {
  await using f = await runStoreFixture();
  await Promise.all(Array.from({ length: 6 }, () => f.insertRun(WAITING)));
  const claims = await f.scheduler(f.mine).claim(6);
  const heard: boolean[] = [];

  await Promise.all(
    claims.map((claim) =>
      f.store.commit({
        claim,
        run: null,
        together: true,
        work: async ({ run, isLong }) => {
          heard.push(isLong());
          if (heard.length === 1) await expect.poll(isLong).toBe(true);
          const next = { kind: "running" } as const;
          return { state: run.state, rows: [], waits: [], resolvedWaits: [], next };
        },
      }),
    ),
  );

  expect(heard).toHaveLength(6);
  expect(heard[0]).toBe(false);
  expect(heard).toContain(true);
});
