import { type FieldDefinition, Filter, ValueExpression, WorkflowCondition } from "@catalyst/contracts";
import { findStepType } from "@catalyst/workflow-engine";
import { useTranslate } from "react-admin";
import { z } from "zod";
import { describePath, describeTemplate, type Described, describeValue } from "../document/describe-path.ts";
import { findStep } from "../document/edges.ts";
import { ruleFact } from "../document/step-fact.ts";
import { FilterWords } from "../FilterWords.tsx";
import { useFactText } from "../use-fact-text.ts";
import { formFieldOf, type SettingOwner } from "./setting-label.ts";

type SettingValueProps = {
  readonly value: unknown;
  readonly path: readonly string[];
  readonly owner: SettingOwner;
  /** The version that the value is of: its names are those of that version. */
  readonly described: Described;
};

/** A setting's value as people read it: names instead of ids, conditions as sentences. */
export function SettingValue(props: SettingValueProps) {
  const text = useSettingText();
  const filter = Filter.safeParse(props.value);
  const { step, metadata } = props.owner;
  if (filter.success && filter.data.kind !== "condition") {
    const entityType = step?.config.entityType ?? props.described.graph.trigger.config.entityType;
    const known = metadata.entityTypes.find((type) => type.key === entityType);
    if (known !== undefined) return <FilterWords entityType={known.key} filter={filter.data} />;
  }
  return <>{text(props)}</>;
}

function useSettingText(): (props: SettingValueProps) => string {
  const translate = useTranslate();
  const fact = useFactText();
  return ({ value, path, owner, described }) => {
    if (value === undefined || value === null || value === "") return translate("workflow.compare.nothing");
    const duration = durationOf(value, { path, owner, described });
    if (duration !== null) return translate(`workflow.fact.delay.${duration.unit}`, { smart_count: duration.amount });
    if (typeof value === "boolean") return translate(`workflow.boolean.${value}`);
    if (typeof value === "string" && path.at(-1) === "unit") return translate(`workflow.unit.${value}`, { _: value });
    if (typeof value === "string") return named(value, { path, owner, described });
    const condition = WorkflowCondition.safeParse(value);
    if (condition.success && condition.data.kind === "rules") {
      const join = translate(`workflow.filter_words.${condition.data.match === "any" ? "or" : "and"}`);
      return condition.data.rules.map((rule) => fact(ruleFact(rule, described))).join(join);
    }
    const expression = ValueExpression.safeParse(value);
    if (expression.success) return expressionText(expression.data, fieldOf(path, owner), described);
    const target = TargetShape.safeParse(value);
    if (target.success && target.data.kind === "trigger") return translate("workflow.target.trigger");
    if (target.success && target.data.stepKey !== undefined)
      return translate("workflow.target.step", { name: stepName(target.data.stepKey, described) });
    return listText(value, { path, owner, described }) ?? JSON.stringify(value);
  };
}

/** An amount of time says little without its unit, which is a setting of its own. */
function durationOf(
  value: unknown,
  { path, owner, described }: Place,
): { readonly amount: number; readonly unit: string } | null {
  if (typeof value !== "number" || formFieldOf(path, owner)?.kind !== "duration") return null;
  const unit = findStep(described.graph, owner.step?.key ?? "")?.config.unit;
  return typeof unit === "string" ? { amount: value, unit } : null;
}

const TargetShape = z.object({ kind: z.enum(["trigger", "step"]), stepKey: z.string().optional() });
const Labelled = z.array(z.object({ label: z.string() })).min(1);
const Texts = z.array(z.string()).min(1);

type Place = Pick<SettingValueProps, "path" | "owner" | "described">;

function listText(value: unknown, place: Place): string | null {
  const texts = Texts.safeParse(value);
  if (texts.success) return texts.data.map((text) => named(text, place)).join(", ");
  const labelled = Labelled.safeParse(value);
  return labelled.success ? labelled.data.map(({ label }) => label).join(", ") : null;
}

/** A text that may be an id or a key of something with a name. */
function named(value: string, { path, owner, described }: Place): string {
  const { metadata } = owner;
  const field = formFieldOf(path, owner);
  const option = field?.options?.find((known) => known.value === value);
  if (option !== undefined) return option.label;
  if (field?.kind === "findStep") return stepName(value, described);
  if (path[0] === "type") return findStepType(value)?.label ?? value;
  if (path.at(-1) === "entityType") return metadata.entityTypes.find((type) => type.key === value)?.label ?? value;
  if (path.at(-1) === "watchedFields") return describePath(`record.${value}`, described).label;
  const principal = metadata.principals.find((known) => known.id === value);
  return principal?.name ?? describeTemplate(value, described);
}

function stepName(key: string, { graph }: Described): string {
  return findStep(graph, key)?.name ?? key;
}

function fieldOf(path: readonly string[], { step, metadata }: SettingOwner): FieldDefinition | null {
  const entityType = metadata.entityTypes.find((type) => type.key === step?.config.entityType);
  return entityType?.fields.find((field) => field.key === path.at(-1)) ?? null;
}

function expressionText(value: ValueExpression, field: FieldDefinition | null, described: Described): string {
  if (value.kind === "template") return describeTemplate(value.text, described);
  return value.kind === "formula" ? value.cel : describeValue(value.value, field, described.metadata);
}
