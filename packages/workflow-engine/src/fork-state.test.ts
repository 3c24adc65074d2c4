import { expect, test } from "vitest";
import { forkAtFailure, forkAtStep } from "./fork-state.ts";
import type { RunState, Token } from "./run-state.ts";
import { freshToken } from "./token-set.ts";
import { each, find, graph, loop, step, task, undo } from "./testing/graph-builders.ts";

const chain = graph([task("a"), task("b"), task("c")], ["trigger next a", "a next b", "b next c"]);

function stateOf(tokens: readonly Token[], change: Partial<RunState> = {}): RunState {
  return { schema: 1, seq: 9, nextToken: 5, tokens, joins: {}, outputs: { a: { id: "1" } }, ...change };
}
const failed = (key: string): Token => ({
  ...freshToken(1, key, ""),
  attempt: 4,
  position: { kind: "failed", message: "no" },
});
const ending = { status: "failed", message: "no", undo: true } as const;

test("a run goes on where it failed, with what it had done, its other branches and a fresh first attempt", () => {
  const beside = freshToken(2, "c", "");
  const forked = forkAtFailure({ state: stateOf([failed("b"), beside], { ending }), from: chain, to: chain });
  expect(forked).toMatchObject({
    ok: true,
    state: {
      seq: 0,
      outputs: { a: { id: "1" } },
      tokens: [{ stepKey: "b", attempt: 1, position: { kind: "ready" } }, { stepKey: "c" }],
    },
  });
  expect(forked.ok && "ending" in forked.state).toBe(false);
});

test("a run that has undone what it did, or did not fail at a step, can't be gone on with", () => {
  const undoable = graph([task("a", { compensation: undo }), task("b")], ["trigger next a", "a next b"]);
  const undone = stateOf([failed("b")], { ending, undo: [] });
  expect(forkAtFailure({ state: undone, from: undoable, to: undoable })).toMatchObject({ ok: false });
  expect(forkAtFailure({ state: stateOf([]), from: chain, to: chain })).toMatchObject({ ok: false });
});

test("a newer version is gone on with where its steps are of the same type, and refused where one is another", () => {
  const newer = graph(
    [task("a"), step("b", "create_record@2", {}), task("c")],
    ["trigger next a", "a next b", "b next c"],
  );
  const other = graph([task("a"), step("b", "delay@1", {}), task("c")], ["trigger next a", "a next b", "b next c"]);
  expect(forkAtFailure({ state: stateOf([failed("b")]), from: chain, to: newer })).toMatchObject({ ok: true });
  expect(forkAtFailure({ state: stateOf([failed("b")]), from: chain, to: other })).toMatchObject({ ok: false });
});

test("a run begins at a step with what the steps before it gave, and never inside a loop", () => {
  const outputs = { a: { id: "1" }, b: { id: "2" }, c: { id: "3" } };
  expect(forkAtStep({ state: stateOf([], { outputs }), from: chain, to: chain }, "c")).toMatchObject({
    ok: true,
    state: {
      outputs: { a: { id: "1" }, b: { id: "2" } },
      tokens: [{ stepKey: "c", path: "", position: { kind: "ready" } }],
    },
  });
  const looped = graph([find, each(), task("a")], loop);
  expect(forkAtStep({ state: stateOf([]), from: looped, to: looped }, "a")).toMatchObject({ ok: false });
  expect(forkAtStep({ state: stateOf([]), from: chain, to: chain }, "zz")).toMatchObject({ ok: false });
});
