import type { EdgeDefinition, StepDefinition, TriggerDefinition, WorkflowGraph } from "@catalyst/contracts";
import { PrincipalId, WorkflowId } from "@catalyst/contracts";
import { SAMPLE_METADATA } from "./sample-metadata.ts";
import { isPublishable, validateGraph } from "../graph/validate-graph.ts";
import type { KnownWorkflow, WorkflowMetadata } from "../graph/workflow-metadata.ts";

/** An id that tests can tell from others. */
export const ID = (place: number): string => `00000000-0000-4000-8000-${String(place).padStart(12, "0")}`;
const NO_LINKS = { calls: [], creates: [], startsOnCreated: null };

function known(place: number, change: Partial<KnownWorkflow> = {}): KnownWorkflow {
  return {
    workflowId: WorkflowId.parse(ID(place)),
    name: `W${place}`,
    triggerType: "workflow_called@1",
    links: NO_LINKS,
    ...change,
  };
}
/** What the graphs are checked against: two members, of whom one has left, and workflows that start each other. */
export const metadata: WorkflowMetadata = {
  ...SAMPLE_METADATA,
  principals: [
    { id: PrincipalId.parse(ID(1)), name: "Ann", active: true },
    { id: PrincipalId.parse(ID(2)), name: "Bob", active: false },
  ],
  workflowId: ID(9),
  workflows: [
    known(9),
    known(10),
    known(11, { triggerType: null }),
    known(12, { triggerType: "manual@1" }),
    known(13, { links: { ...NO_LINKS, calls: [ID(14)] } }),
    known(14, { links: { ...NO_LINKS, calls: [ID(9)] } }),
    known(15, {
      triggerType: "record_created@1",
      links: { calls: [], creates: ["companies"], startsOnCreated: "tasks" },
    }),
  ],
};

/** A step. */
export const step = (key: string, type: string, config: StepDefinition["config"]): StepDefinition => ({
  key,
  type,
  name: key,
  config,
  onError: "fail",
});

const edge = (text: string): EdgeDefinition => {
  const [from = "", port = "next", to = ""] = text.split(" ");
  return { from, port, to };
};
/** A step that creates a task. */
export const task = (key: string, change: Partial<StepDefinition> = {}): StepDefinition => ({
  ...step(key, "create_record@1", { entityType: "tasks", fields: { title: { kind: "literal", value: "x" } } }),
  ...change,
});
/** A trigger on companies, unless it says otherwise. */
export const trigger = (
  type: TriggerDefinition["type"],
  config: Partial<TriggerDefinition["config"]> = {},
): TriggerDefinition => ({ type, config: { entityType: "companies", watchedFields: [], ...config } });
/** Any change of a company. */
export const UPDATED = trigger("record_updated@1");

/** One step behind a trigger. */
export function one(
  type: string,
  config: StepDefinition["config"],
  started: TriggerDefinition = UPDATED,
): WorkflowGraph {
  return graph([step("a", type, config)], ["trigger next a"], started);
}
/** Steps with edges written as `from port to`. */
export function graph(
  steps: readonly StepDefinition[],
  edges: readonly string[],
  started: TriggerDefinition = UPDATED,
): WorkflowGraph {
  return { schema: 1, trigger: started, steps: [...steps], edges: edges.map(edge) };
}
/** A trigger with one step behind it. */
export const begun = (
  config: Partial<TriggerDefinition["config"]>,
  type: TriggerDefinition["type"] = "record_updated@1",
): WorkflowGraph => graph([task("a")], ["trigger next a"], trigger(type, config));

/** Who is asked. */
export const people = [ID(1)];
/** A filter that everything meets. */
export const all = { kind: "and", filters: [] };
/** Finds all companies. */
export const find = step("f", "find_records@1", { entityType: "companies", filter: all, limit: 10 });
/** A loop over what `find` has found. */
export const each = (change: Record<string, string | number> = {}): StepDefinition =>
  step("each", "for_each@1", { source: "f", entityType: "companies", onItemError: "fail", atOnce: 1, ...change });
/** Edges from the trigger through `find` and `each` to `a`. */
export const loop = ["trigger next f", "f next each", "each item a"];
/** An approval without mistakes. */
export const approval = { people, title: "x", body: "", mail: false, escalateTo: [], expireHours: 10 };
/** A schedule. */
export const cron = (text: string, timeZone = "UTC") => ({ cron: text, timeZone, missed: "skip" as const });
/** Takes back what `task` has created. */
export const undo = {
  type: "delete_record@1",
  config: { entityType: "tasks", target: { kind: "step", stepKey: "a" } },
};

/** Every problem of a graph as its place and its code, and whether it may be published all the same. */
export function judged(subject: WorkflowGraph): { readonly places: readonly string[]; readonly publishable: boolean } {
  const problems = validateGraph(subject, metadata);
  const places = problems.map((found) =>
    [found.stepKey ?? "trigger", found.path, found.code].filter((part) => part !== null).join(" "),
  );
  return { places, publishable: isPublishable(problems) };
}
