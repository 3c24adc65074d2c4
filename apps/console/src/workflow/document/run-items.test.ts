import type { RunStepRecord } from "@catalyst/contracts";
import { expect, test } from "vitest";
import { stepItems } from "./run-items.ts";

const record = (path: string, seq: number): RunStepRecord => ({
  seq,
  stepKey: "a",
  path,
  attempt: 1,
  status: "done",
  input: null,
  output: null,
  largeOutput: null,
  error: null,
  idempotencyKey: "k",
  startedAt: "2026-11-22T10:00:00.000Z",
  endedAt: null,
});

test("a step of a loop has its records by item, counted from one", () => {
  const paths = ["/each[0]", "/each[3]/in[0]", "/each[100-199]", "/each[0]"];

  const items = stepItems(paths.map(record));

  expect(items.map(({ item, records }) => [item, records.length])).toEqual([
    ["1", 2],
    ["4 › 1", 1],
    ["101–200", 1],
  ]);
});

test("what undoes a step is no item of it", () => {
  expect(stepItems([record("", 1), record(":undo", 2)]).map(({ path }) => path)).toEqual([""]);
});
