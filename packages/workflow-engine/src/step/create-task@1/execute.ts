import type { FieldValue, FieldValues } from "@catalyst/contracts";
import type { ExpressionScope } from "../../expression/compile-expression.ts";
import { resolveValue } from "../../expression/resolve-value.ts";
import { parseTemplate, renderTemplate } from "../../expression/template.ts";
import { copyValues, recordOutput } from "../record-output.ts";
import { databaseStep } from "../step-executor.ts";
import { CreateTaskConfig } from "./definition.ts";

const DAY_MS = 86_400_000;
const entityType = "tasks";

/** A task is a record like any other. */
export const createTaskExecutor = databaseStep(CreateTaskConfig, async (config, { scope }) => {
  const fields = taskFields(config, scope);
  return {
    input: { fields: copyValues(fields) },
    effect: async (effects) => recordOutput(await effects.create({ entityType, fields })),
  };
});

function taskFields(config: CreateTaskConfig, scope: ExpressionScope): FieldValues {
  const { priority } = config;
  const title = renderTemplate(parseTemplate(config.title), scope, "line");
  const description = renderTemplate(parseTemplate(config.description), scope, "text");
  const dueDate = new Date(Date.parse(scope.now) + config.dueInDays * DAY_MS).toISOString().slice(0, 10);
  const ownerId: FieldValue =
    config.assignee === undefined ? (scope.record["ownerId"] ?? null) : resolveValue(config.assignee, scope);
  const fields = { title, priority, due_date: dueDate, ...(description === "" ? {} : { description }) };
  return ownerId === null ? fields : { ...fields, ownerId };
}
