import { CONDITION_OPERATORS, RUN_STATUSES, STEP_STATUSES } from "@catalyst/contracts";
import { DELAY_UNITS } from "@catalyst/workflow-engine";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { STEP_RUN_STATES } from "../document/run-states.ts";
import { workflowMessages } from "./workflow.ts";

const FOLDER = join(import.meta.dirname, "..");

function textOf(key: string): unknown {
  return key
    .split(".")
    .reduce<unknown>(
      (node, part) =>
        typeof node === "object" && node !== null
          ? Object.entries(node).find(([name]) => name === part)?.[1]
          : undefined,
      workflowMessages,
    );
}

/** Every key that the code names as a whole; keys made of parts are tested by their parts below. */
function keysInCode(): readonly string[] {
  const files = readdirSync(FOLDER, { recursive: true, encoding: "utf8" }).filter(
    (file) => /\.tsx?$/.test(file) && !file.includes("messages/") && !file.includes(".test."),
  );
  return files.flatMap((file) =>
    [...readFileSync(join(FOLDER, file), "utf8").matchAll(/"(workflow\.[a-zA-Z_.]+)"/g)].map(([, key]) => key ?? ""),
  );
}

test("every text that the code names is there", () => {
  const keys = keysInCode().filter((key) => !key.endsWith(".ts"));

  expect(keys.length).toBeGreaterThan(100);
  expect(keys.filter((key) => typeof textOf(key) !== "string")).toEqual([]);
});

test("every member of a union has its word", () => {
  const keys = [
    ...RUN_STATUSES.map((status) => `run_status.${status}`),
    ...STEP_STATUSES.map((status) => `record_status.${status}`),
    ...STEP_RUN_STATES.map((state) => `state.${state}`),
    ...CONDITION_OPERATORS.flatMap((operator) => [`operator.${operator}`, `rule.${operator}`]),
    ...Object.keys(DELAY_UNITS).flatMap((unit) => [`unit.${unit}`, `fact.delay.${unit}`]),
    ...["delay", "retry", "event", "approval", "child", "debounce", "paused", "lane", "admission", "worker"].flatMap(
      (kind) => [`wait.${kind}`, `wait.${kind}_open`, `state_fact.wait_${kind}`],
    ),
  ];

  expect(keys.filter((key) => typeof textOf(`workflow.${key}`) !== "string")).toEqual([]);
});
