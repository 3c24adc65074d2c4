import { FORMULA_FUNCTIONS, formulaInputs } from "@catalyst/custom-fields/formula";
import { nativeFields } from "@catalyst/custom-fields";
import { expect, test } from "vitest";
import { completionAt, namesOf, withSuggestion } from "./suggestions.ts";

const names = namesOf(formulaInputs(nativeFields("companies", { pipelines: [], stages: [] })), FORMULA_FUNCTIONS);
const offered = (text: string) => completionAt(text, text.length, names)?.suggestions.map(({ name }) => name) ?? [];

test("a word's beginning offers fields and functions, also by their labels", () => {
  expect(offered("emp")[0]).toBe("employee_count");
  expect(offered("1 + rou")[0]).toBe("round");
  expect(offered("Employees")).toContain("employee_count");
});

test("nothing is offered inside quoted text, after a finished word, or for numbers", () => {
  expect(offered('concat("emp')).toEqual([]);
  expect(offered("employee_count")).toEqual([]);
  expect(offered("12")).toEqual([]);
  expect(offered('concat("x", emp')[0]).toBe("employee_count");
});

test("what is chosen takes the word's place, and the caret stands behind it", () => {
  const text = "1 + rou * 2";
  const completion = completionAt(text, 7, names);
  const [first] = completion?.suggestions ?? [];
  expect(completion && first && withSuggestion(text, completion, first)).toEqual({ text: "1 + round( * 2", caret: 10 });
});
