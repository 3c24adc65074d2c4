import { expect, test } from "vitest";
import { seededRandom } from "../random.ts";
import { drawWorkflows } from "./draw-program.ts";
import { evaluate } from "./evaluate.ts";
import type { Program, Workflow } from "./program.ts";

const input = { tag: "b0-0", number: 5, letter: "A" } as const;
const workflow = (program: Program): Workflow => ({ name: "w", start: "created", program });

test("the same seed draws the same workflows, another one others", () => {
  const drawn = (seed: string): string => JSON.stringify(drawWorkflows(seededRandom(seed), { called: 2, others: 6 }));
  expect(drawn("a")).toBe(drawn("a"));
  expect(drawn("a")).not.toBe(drawn("b"));
});

test("a run that fails undoes what can be undone, and does nothing behind the failure", () => {
  const program: Program = [
    { kind: "task", key: "n1", undo: true },
    { kind: "task", key: "n2", undo: false },
    { kind: "stop", key: "n3", status: "failed" },
    { kind: "mail", key: "n4" },
  ];
  expect(evaluate(workflow(program), input, []).effects).toEqual([
    "task|b0-0/n1",
    "task|b0-0/n2",
    "run|w|b0-0|failed",
    "deleted|b0-0/n1",
  ]);
});

test("a loop that works on several items at once has a share for each hundred, and goes on behind items that fail", () => {
  const body: Program = [
    { kind: "picky", key: "n2" },
    { kind: "touch", key: "n3" },
  ];
  const program: Program = [{ kind: "loop", key: "n1", group: 3, atOnce: 2, body }];
  expect(evaluate(workflow(program), input, []).effects).toEqual([
    "share|w|b0-0",
    "call|b0-0/g3-0/n2",
    "touch|b0-0/g3-0/n3",
    "call|b0-0/g3-2/n2",
    "touch|b0-0/g3-2/n3",
    "run|w|b0-0|completed",
  ]);
});

test("a workflow that is called does its effects under the name of the call, and gives its caller a result", () => {
  const called: Workflow = {
    name: "called0",
    start: "called",
    program: [
      { kind: "contact", key: "n1" },
      { kind: "stop", key: "n2", status: "completed" },
    ],
  };
  const program: Program = [{ kind: "sub", key: "n1", called: 0, waits: true }];
  expect(evaluate(workflow(program), input, [called]).effects).toEqual([
    "contact|b0-0/n1/n1",
    "run|chained|b0-0/n1/n1|completed",
    "task|b0-0/n1/n1/done",
    "run|called0|b0-0/n1|completed",
    "note|b0-0/n1/result",
    "run|w|b0-0|completed",
  ]);
});
