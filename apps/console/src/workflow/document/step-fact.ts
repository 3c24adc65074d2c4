import { type ConditionRule, type StepDefinition, ValueExpression, WorkflowCondition } from "@catalyst/contracts";
import { findStepType } from "@catalyst/workflow-engine";
import { z } from "zod";
import { describePath, describeTemplate, type Described, describeValue } from "./describe-path.ts";
import { type Fact, plainFact } from "./fact.ts";
import { plainText } from "./plain-text.ts";

/** The one fact about a step that matters on the canvas: never its type alone. */
export function stepFact(step: StepDefinition, described: Described): Fact {
  const { config } = step;
  const text = (key: string): string => (typeof config[key] === "string" ? config[key] : "");
  switch (step.type) {
    case "if_else@1":
      return conditionFact(config.condition, described);
    case "delay@1":
      return { key: `workflow.fact.delay.${text("unit")}`, args: { smart_count: Number(config.amount ?? 0) } };
    case "send_email@1":
      return text("to") === ""
        ? { key: "workflow.fact.no_recipient" }
        : { key: "workflow.fact.mail_to", args: { to: describeTemplate(text("to"), described) } };
    case "http_request@1":
      return text("url") === ""
        ? { key: "workflow.fact.no_address" }
        : plainFact(`${text("method")} ${describeTemplate(text("url"), described).replace(/^https?:\/\//, "")}`);
    case "create_record@1":
    case "update_record@1":
    case "upsert_record@1":
      return recordFact(step, described);
    default:
      return otherFact(step, described);
  }
}

/** Steps whose fact is one part of their config. */
function otherFact(step: StepDefinition, described: Described): Fact {
  const { config } = step;
  const text = (key: string): string => (typeof config[key] === "string" ? config[key] : "");
  const count = (key: string): number => (Array.isArray(config[key]) ? config[key].length : 0);
  switch (step.type) {
    case "http_request@2":
      return stepFact({ ...step, type: "http_request@1" }, described);
    case "switch@1":
      return { key: "workflow.fact.cases", args: { smart_count: count("cases") } };
    case "parallel@1":
      return { key: "workflow.fact.branches", args: { smart_count: count("branches") } };
    case "find_records@1":
    case "delete_record@1":
      return entityFact(text("entityType"), described);
    case "for_each@1":
      return namedStepFact(text("source"), described);
    case "approval@1":
    case "send_notification@1":
    case "assign_owner@1":
      return peopleFact(config.people, described);
    case "create_task@1":
    case "create_note@1":
      return plainFact(describeTemplate(text("title"), described));
    case "wait_for_event@1":
      return plainFact(describeTemplate(text("key"), described));
    case "set_variables@1":
      return plainFact(Object.keys(z.record(z.string(), z.unknown()).catch({}).parse(config.values)).join(", "));
    default:
      return plainFact(findStepType(step.type)?.label ?? step.type);
  }
}

function entityFact(key: string, described: Described): Fact {
  const entityType = described.metadata.entityTypes.find((type) => type.key === key);
  return entityType === undefined ? { key: "workflow.fact.no_entity_type" } : plainFact(entityType.labelPlural);
}

function namedStepFact(key: string, { graph }: Described): Fact {
  const step = graph.steps.find((candidate) => candidate.key === key);
  return step === undefined
    ? { key: "workflow.fact.no_list" }
    : { key: "workflow.fact.each_of", args: { step: step.name } };
}

function peopleFact(value: unknown, { metadata }: Described): Fact {
  const ids = z.array(z.string()).catch([]).parse(value);
  const names = metadata.principals.filter(({ id }) => ids.includes(id)).map(({ name }) => name);
  return names.length === 0 ? { key: "workflow.fact.no_people" } : plainFact(names.join(", "));
}

/** What starts a run, in a few words. */
export function triggerFact(described: Described): Fact {
  const { condition, watchedFields, schedule } = described.graph.trigger.config;
  if (schedule !== undefined) return plainFact(`${schedule.cron} (${schedule.timeZone})`);
  if (condition !== undefined) return conditionFact(condition, described);
  if (watchedFields.length === 0 || described.graph.trigger.type !== "record_updated@1")
    return { key: `workflow.fact.any.${described.graph.trigger.type.replace("@1", "")}` };
  return {
    key: "workflow.fact.watched",
    args: { fields: watchedFields.map((key) => describePath(`record.${key}`, described).label).join(", ") },
  };
}

/** The trigger's name: the entity type and what happened to a record of it. */
export function triggerName({ graph, metadata }: Described): Fact {
  const entityType = metadata.entityTypes.find((type) => type.key === graph.trigger.config.entityType);
  return {
    key: `workflow.trigger.${graph.trigger.type.replace("@1", "")}`,
    args: { entity: entityType?.label ?? graph.trigger.config.entityType },
  };
}

/** One rule as a sentence without a verb of its own: "Tier is A". */
export function ruleFact(rule: ConditionRule, described: Described): Fact {
  const { label, field } = describePath(rule.left, described);
  return {
    key: `workflow.rule.${rule.operator}`,
    args: { left: label, right: describeValue(rule.right, field, described.metadata) },
  };
}

function conditionFact(value: unknown, described: Described): Fact {
  const parsed = WorkflowCondition.safeParse(value);
  if (!parsed.success) return { key: "workflow.fact.no_condition" };
  if (parsed.data.kind === "formula") return plainFact(parsed.data.cel);
  const [rule, second] = parsed.data.rules;
  if (rule === undefined || second !== undefined)
    return { key: "workflow.fact.rules", args: { smart_count: parsed.data.rules.length } };
  return rule.left === "" ? { key: "workflow.fact.no_condition" } : ruleFact(rule, described);
}

function recordFact(step: StepDefinition, described: Described): Fact {
  const entityType = described.metadata.entityTypes.find((type) => type.key === step.config.entityType);
  if (entityType === undefined) return { key: "workflow.fact.no_entity_type" };
  const fields = fieldsOf(step);
  const name = ValueExpression.safeParse(fields[entityType.primaryField]);
  if (step.type === "create_record@1" && name.success)
    return {
      key: "workflow.fact.record_named",
      args: { entity: entityType.label, name: valueText(name.data, described) },
    };
  const labels = entityType.fields.filter((field) => field.key in fields).map((field) => field.label);
  if (labels.length === 0) return { key: "workflow.fact.no_values", args: { entity: entityType.label } };
  return { key: "workflow.fact.record_fields", args: { entity: entityType.label, fields: labels.join(", ") } };
}

function fieldsOf(step: StepDefinition): Readonly<Record<string, unknown>> {
  const { fields } = step.config;
  return typeof fields === "object" && fields !== null ? { ...fields } : {};
}

function valueText(value: ValueExpression, described: Described): string {
  switch (value.kind) {
    case "literal":
      return plainText(value.value);
    case "template":
      return describeTemplate(value.text, described);
    case "formula":
      return value.cel;
  }
}
