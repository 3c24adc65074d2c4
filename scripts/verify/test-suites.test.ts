import { expect, test } from "vitest";
import { sum } from "./stage.ts";
import { countPlaywright, countVitest } from "./test-suites.ts";

test("counts are those of the report", () => {
  expect(countVitest(1, { numPassedTests: 7, numFailedTests: 2 })).toEqual({ passed: 7, failed: 2 });
  expect(countPlaywright(0, { stats: { expected: 3, unexpected: 0, flaky: 0, skipped: 1 } })).toEqual({
    passed: 3,
    failed: 0,
  });
});

test("a run that ends with an error counts as failed even if every test passed", () => {
  expect(countVitest(1, { numPassedTests: 7, numFailedTests: 0 })).toEqual({ passed: 7, failed: 1 });
  expect(countPlaywright(1, { stats: { expected: 3, unexpected: 0, flaky: 0 } })).toEqual({ passed: 3, failed: 1 });
});

test("a run that leaves no report counts as one failure", () => {
  expect(countVitest(1, undefined)).toEqual({ passed: 0, failed: 1 });
  expect(countPlaywright(137, undefined)).toEqual({ passed: 0, failed: 1 });
});

test("files that could not be loaded count as failures", () => {
  expect(countVitest(1, { numPassedTests: 1, numFailedTests: 0, numFailedTestSuites: 3 })).toEqual({
    passed: 1,
    failed: 3,
  });
});

test("a journey that passes only at the second try counts as failed", () => {
  expect(countPlaywright(0, { stats: { expected: 3, unexpected: 0, flaky: 1 } })).toEqual({ passed: 3, failed: 1 });
});

test("counts add up", () => {
  expect(
    sum([
      { passed: 1, failed: 2 },
      { passed: 3, failed: 4 },
    ]),
  ).toEqual({ passed: 4, failed: 6 });
});
