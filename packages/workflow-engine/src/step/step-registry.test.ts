import { expect, test } from "vitest";
import { z } from "zod";
import { executorOf } from "./executor-registry.ts";
import { STEP_TYPE_NAMES, STEP_TYPES } from "./step-registry.ts";

/** Published versions of step types live as long as runs that are pinned to them: a change of shape needs a new version. */
test.each(STEP_TYPE_NAMES)("the config of %s has the shape with which it was published", async (name) => {
  const shape = JSON.stringify(
    z.toJSONSchema(STEP_TYPES[name].schema, { unrepresentable: "any", io: "input", reused: "ref" }),
    null,
    2,
  );
  await expect(`${shape}\n`).toMatchFileSnapshot(`./${name.replaceAll("_", "-")}/config.schema.snap`);
});

test.each(STEP_TYPE_NAMES)("%s says what it is, and can run", (name) => {
  const type = STEP_TYPES[name];
  expect(type.type).toBe(name);
  expect(type.ports.length).toBeGreaterThan(name === "stop@1" ? -1 : 0);
  expect(type.form.map((field) => field.key)).toEqual(
    expect.arrayContaining(Object.keys(type.initialConfig).filter((key) => key !== "unit")),
  );
  const executor = executorOf(name);
  expect(executor.kind).toBe(type.kind === "wait" ? "control" : type.kind);
});
