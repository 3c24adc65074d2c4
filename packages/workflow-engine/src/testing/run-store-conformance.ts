import type { RunId, WorkflowGraph } from "@catalyst/contracts";
import { expect, test } from "vitest";
import type { ClaimedRun, CommitRequest, HistoryRow, RunStore, Segment, SegmentCommit } from "../ports.ts";

/** A store under test, with what a test needs to look behind it. */
export type RunStoreUnderTest<Tx> = AsyncDisposable & {
  readonly store: RunStore<Tx>;
  /** A run that is claimed by this caller. */
  start(graph: WorkflowGraph): Promise<ClaimedRun>;
  /** Another worker takes the run. */
  takeOver(runId: RunId): Promise<ClaimedRun>;
  requestCancel(runId: RunId): Promise<void>;
  /** An effect inside the transaction, and all that were committed. */
  effect(tx: Tx, name: string): Promise<void>;
  effects(): Promise<readonly string[]>;
  steps(runId: RunId): Promise<readonly { readonly seq: number; readonly status: string }[]>;
  /** Something happens that a run may wait for. */
  send(key: string, payload: string): Promise<void>;
};

const GRAPH: WorkflowGraph = {
  schema: 1,
  trigger: { type: "record_created@1", config: { entityType: "companies", watchedFields: [] } },
  steps: [{ key: "s1", type: "delay@1", name: "Wait", config: { amount: 1, unit: "hours" }, onError: "fail" }],
  edges: [{ from: "trigger", port: "next", to: "s1" }],
};

function row(seq: number): HistoryRow {
  return {
    seq,
    stepKey: "s1",
    path: "",
    attempt: 1,
    status: "started",
    idempotencyKey: "k",
    request: { to: "x" },
    input: null,
    output: null,
    error: null,
  };
}

type Make<Tx> = () => Promise<RunStoreUnderTest<Tx>>;

/** Commits one effect and one history row. */
function committing<Tx>(
  under: RunStoreUnderTest<Tx>,
  claim: ClaimedRun,
  change: Partial<SegmentCommit> = {},
): CommitRequest<Tx> {
  const work = async ({ tx, run }: Segment<Tx>): Promise<SegmentCommit> => {
    await under.effect(tx, `effect of ${claim.fence}`);
    return {
      state: { ...run.state, seq: run.state.seq + 1 },
      rows: [row(run.state.seq + 1)],
      waits: [],
      resolvedWaits: [],
      next: { kind: "running" },
      ...change,
    };
  };
  return { claim, run: null, work };
}

/** Rules that hold for every store, whatever it keeps runs in. */
export function runStoreConformance<Tx>(make: Make<Tx>): void {
  commitRules(make);
  payloadRules(make);
  endingRules(make);
  arrivalRules(make);
}

function payloadRules<Tx>(make: Make<Tx>): void {
  test("an output too large for the history is kept beside it, for every later commit", async () => {
    await using under = await make();
    const claim = await under.start(GRAPH);
    const large = { ...row(1), output: { truncated: true }, payload: { text: "whole" } };
    const first = await under.store.commit(committing(under, claim, { rows: [large] }));
    if (first.kind === "fenced") throw new Error("The claim is ours");
    const read: unknown[] = [];
    const again = committing(under, first.claim);

    await under.store.commit({
      ...again,
      work: async (segment) => {
        for (const seq of [1, 2])
          read.push(await under.store.loadPayload(segment.tx, { runId: claim.runId, seq, bytes: 5 }));
        return again.work(segment);
      },
    });

    expect(read).toEqual([{ text: "whole" }, null]);
  });
}

function commitRules<Tx>(make: Make<Tx>): void {
  test("a commit keeps effect, history and state, and the next one goes on from there", async () => {
    await using under = await make();
    const claim = await under.start(GRAPH);
    const first = await under.store.commit(committing(under, claim));
    if (first.kind === "fenced") throw new Error("The claim is ours");
    const second = await under.store.commit({ ...committing(under, first.claim), run: first.run });

    expect(second).toMatchObject({ kind: "committed", claim: { seq: claim.seq + 2 }, run: { state: { seq: 2 } } });
    expect(await under.effects()).toHaveLength(2);
    expect(await under.steps(claim.runId)).toEqual([
      { seq: 1, status: "started" },
      { seq: 2, status: "started" },
    ]);
    expect(await under.store.loadRequest(claim, 1)).toEqual({ to: "x" });
  });

  test("a worker whose run was taken over commits nothing", async () => {
    await using under = await make();
    const old = await under.start(GRAPH);
    const fresh = await under.takeOver(old.runId);

    expect(await under.store.commit(committing(under, old))).toEqual({ kind: "fenced" });
    expect(await under.effects()).toEqual([]);
    expect(await under.store.commit(committing(under, fresh))).toMatchObject({ kind: "committed" });
  });

  test("the same commit twice counts once", async () => {
    await using under = await make();
    const claim = await under.start(GRAPH);

    await under.store.commit(committing(under, claim));
    expect(await under.store.commit(committing(under, claim))).toEqual({ kind: "fenced" });
    expect(await under.effects()).toHaveLength(1);
  });

  test("work that throws leaves nothing behind and can be tried again", async () => {
    await using under = await make();
    const claim = await under.start(GRAPH);
    const failing = under.store.commit({
      claim,
      run: null,
      work: async ({ tx }) => {
        await under.effect(tx, "lost");
        throw new Error("the step failed");
      },
    });

    await expect(failing).rejects.toThrow("the step failed");
    expect(await under.effects()).toEqual([]);
    expect(await under.store.commit(committing(under, claim))).toMatchObject({ kind: "committed" });
  });
}

function endingRules<Tx>(make: Make<Tx>): void {
  test("a request to cancel is seen by the next commit", async () => {
    await using under = await make();
    const claim = await under.start(GRAPH);
    await under.requestCancel(claim.runId);
    const seen: boolean[] = [];

    await under.store.commit({
      claim,
      run: null,
      work: async ({ run, cancelRequested }) => {
        seen.push(cancelRequested);
        return {
          state: run.state,
          rows: [],
          waits: [],
          resolvedWaits: [],
          next: { kind: "ended", status: "cancelled", detail: null },
        };
      },
    });
    expect(seen).toEqual([true]);
  });

  test("nothing leaves a final status", async () => {
    await using under = await make();
    const claim = await under.start(GRAPH);
    const ended = await under.store.commit(
      committing(under, claim, { next: { kind: "ended", status: "completed", detail: null } }),
    );
    if (ended.kind === "fenced") throw new Error("The claim is ours");

    expect(await under.store.commit(committing(under, ended.claim))).toEqual({ kind: "fenced" });
    expect(await under.effects()).toHaveLength(1);
  });
}

const WAIT_ID = "00000000-0000-4000-8000-0000000000aa";

/** Lets a run wait for an event, and gives what has arrived at each look. */
function looking<Tx>(claim: ClaimedRun, begins: boolean, seen: string[][]): CommitRequest<Tx> {
  const work = async ({ run, arrivals }: Segment<Tx>): Promise<SegmentCommit> => {
    seen.push([...arrivals.values()].map(String));
    const [token] = run.state.tokens;
    if (token === undefined) throw new Error("The run has a token");
    const position = { kind: "waiting", waitId: WAIT_ID, reason: "event", dueAt: null, key: "event:x" } as const;
    const wait = {
      waitId: WAIT_ID,
      tokenId: token.tokenId,
      stepKey: "s1",
      kind: "event",
      dueAt: null,
      key: "event:x",
    } as const;
    return {
      state: { ...run.state, tokens: [{ ...token, position }] },
      rows: [],
      waits: begins ? [{ ...wait, acceptFrom: "2026-01-01T00:00:00Z", details: null }] : [],
      resolvedWaits: [],
      next: { kind: "running" },
    };
  };
  return { claim, run: null, work };
}

function arrivalRules<Tx>(make: Make<Tx>): void {
  test.each(["before", "after"])(
    "an event that comes %s the wait arrives once, and another run gets none of it",
    async (when) => {
      await using under = await make();
      const claim = await under.start(GRAPH);
      const seen: string[][] = [];
      if (when === "before") await under.send("event:x", "paid");
      const first = await under.store.commit(looking(claim, true, seen));
      if (first.kind === "fenced") throw new Error("The claim is ours");
      if (when === "after") await under.send("event:x", "paid");
      await under.send("event:y", "other");
      await under.store.commit(looking(first.claim, false, seen));

      expect(seen).toEqual([[], ["paid"]]);
    },
  );

  test("an event that a commit took and did not come to arrives with the next one, and takes the place of no other", async () => {
    await using under = await make();
    const claim = await under.start(GRAPH);
    const seen: string[][] = [];
    const first = await under.store.commit(looking(claim, true, seen));
    if (first.kind === "fenced") throw new Error("The claim is ours");
    await under.send("event:x", "paid");
    await under.send("event:x", "paid again");
    const second = await under.store.commit(looking(first.claim, false, seen));
    if (second.kind === "fenced") throw new Error("The claim is ours");
    await under.store.commit(looking(second.claim, false, seen));

    expect(seen).toEqual([[], ["paid"], ["paid"]]);
  });
}
