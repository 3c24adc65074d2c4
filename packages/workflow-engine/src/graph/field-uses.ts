import type { WorkflowGraph } from "@catalyst/contracts";
import { type DataPath, ExpressionError } from "@catalyst/custom-fields/expression";
import { compileExpression } from "../expression/compile-expression.ts";
import { parseTemplate, slotsOf } from "../expression/template.ts";

/** A field, wherever a graph may name it. */
export type FieldPlace = { readonly entityType: string; readonly key: string };

type Search = FieldPlace & {
  /** Entity types of the records that paths begin with: `record`, `previous`, and each step's key. */
  readonly roots: ReadonlyMap<string, string | undefined>;
};

/** Keys of a configuration whose text is a field's key, or a path that begins with one. */
const KEY_SETTINGS = new Set(["field", "matchField", "watchedFields"]);

/**
 * Whether a workflow names a field: in its trigger, in what a step writes or looks for, in conditions, formulas and
 * templates. What can't be parsed names nothing. Pure.
 */
export function graphUsesField(graph: WorkflowGraph, place: FieldPlace): boolean {
  const triggerType = typeOf(graph.trigger.config);
  const steps = graph.steps.map((step): [string, string | undefined] => [step.key, typeOf(step.config)]);
  const search = { ...place, roots: new Map([["record", triggerType], ["previous", triggerType], ...steps]) };
  if (names(graph.trigger.config, triggerType, search)) return true;
  return graph.steps.some((step) => names(step.config, typeOf(step.config) ?? triggerType, search));
}

function typeOf(config: unknown): string | undefined {
  return isObject(config) && typeof config["entityType"] === "string" ? config["entityType"] : undefined;
}

/** Whether a part of a configuration names the field; `owner` is the entity type that its bare keys are of. */
function names(part: unknown, owner: string | undefined, search: Search): boolean {
  if (typeof part === "string") return pathsOfTemplate(part).some((path) => leadsTo(path, search));
  if (Array.isArray(part)) return part.some((item) => names(item, owner, search));
  if (!isObject(part)) return false;
  return Object.entries(part).some(
    ([setting, value]) => settingNames(setting, value, { owner, search }) || names(value, owner, search),
  );
}

type Owned = { readonly owner: string | undefined; readonly search: Search };

function settingNames(setting: string, value: unknown, { owner, search }: Owned): boolean {
  const ours = owner === search.entityType;
  if (setting === "cel" && typeof value === "string") return pathsOf(value).some((path) => leadsTo(path, search));
  if (setting === "left" && typeof value === "string") return leadsTo(value.split("."), search);
  if (setting === "fields" && ours && isObject(value)) return Object.hasOwn(value, search.key);
  if (!KEY_SETTINGS.has(setting)) return false;
  const keys = (Array.isArray(value) ? value : [value]).filter((key) => typeof key === "string");
  return keys.some((key) => namesByPath(key.split("."), ours, search.key));
}

/** A bare key is the owner's; of a path over relations any part may be the field, as its entity type is not known here. */
function namesByPath(path: readonly string[], ours: boolean, key: string): boolean {
  return path.length === 1 ? ours && path[0] === key : path.includes(key);
}

function leadsTo([root, ...keys]: DataPath, search: Search): boolean {
  const start = root === "steps" ? keys.shift() : root;
  return search.roots.get(start ?? "") === search.entityType && keys.includes(search.key);
}

function pathsOfTemplate(text: string): readonly DataPath[] {
  return text.includes("{{") ? parsed(() => slotsOf(parseTemplate(text)).flatMap(({ paths }) => paths)) : [];
}

function pathsOf(cel: string): readonly DataPath[] {
  return parsed(() => compileExpression(cel).paths);
}

function parsed(parse: () => readonly DataPath[]): readonly DataPath[] {
  try {
    return parse();
  } catch (error) {
    if (error instanceof ExpressionError) return [];
    throw error;
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
