import type { EdgeDefinition, StepDefinition, StepKey, WorkflowGraph } from "@catalyst/contracts";

/** A setting that differs: where it is, such as `config`, `fields`, `title`; undefined on the side that lacks it. */
export type SettingChange = { readonly path: readonly string[]; readonly before: unknown; readonly after: unknown };

/** A step that one of two graphs lacks, or that differs in these settings. */
export type StepChange =
  | { readonly kind: "added"; readonly key: StepKey; readonly step: StepDefinition }
  | { readonly kind: "removed"; readonly key: StepKey; readonly step: StepDefinition }
  | {
      readonly kind: "changed";
      readonly key: StepKey;
      readonly step: StepDefinition;
      readonly settings: readonly SettingChange[];
    };

/** What differs between two graphs, as far as it changes what runs do: places on the canvas don't. */
export type GraphDiff = {
  readonly trigger: readonly SettingChange[];
  /** Those of the later graph in its order, then those that it lacks. */
  readonly steps: readonly StepChange[];
  readonly edges: { readonly added: readonly EdgeDefinition[]; readonly removed: readonly EdgeDefinition[] };
};

/** What differs from one graph to another; steps are the same where their keys are. Pure. */
export function diffGraphs(before: WorkflowGraph, after: WorkflowGraph): GraphDiff {
  return {
    trigger: diffSettings(before.trigger, after.trigger),
    steps: diffSteps(before.steps, after.steps),
    edges: { added: edgesBeyond(after, before), removed: edgesBeyond(before, after) },
  };
}

/** How many things differ: the trigger, each step, and edges alone only where no step has changed. */
export function countChanges({ trigger, steps, edges }: GraphDiff): number {
  const places = (trigger.length > 0 ? 1 : 0) + steps.length;
  return places > 0 ? places : edges.added.length + edges.removed.length;
}

function diffSteps(before: readonly StepDefinition[], after: readonly StepDefinition[]): readonly StepChange[] {
  const known = new Map(before.map((step) => [step.key, step]));
  const kept = new Set(after.map((step) => step.key));
  const changes = after.flatMap((step): StepChange[] => {
    const { key } = step;
    const old = known.get(key);
    if (old === undefined) return [{ kind: "added", key, step }];
    const settings = diffSettings(meaningOf(old), meaningOf(step));
    return settings.length === 0 ? [] : [{ kind: "changed", key, step, settings }];
  });
  const gone = before.filter(({ key }) => !kept.has(key));
  return [...changes, ...gone.map((step): StepChange => ({ kind: "removed", key: step.key, step }))];
}

function meaningOf({ key: _key, position: _position, ...settings }: StepDefinition): object {
  return settings;
}

function edgesBeyond(graph: WorkflowGraph, other: WorkflowGraph): readonly EdgeDefinition[] {
  const known = new Set(other.edges.map(nameOf));
  return graph.edges.filter((edge) => !known.has(nameOf(edge)));
}

function nameOf({ from, port, to }: EdgeDefinition): string {
  return `${from}:${port}:${to}`;
}

/** Goes into what both sides have; lists, and values with a kind of their own, are one setting each. */
function diffSettings(before: unknown, after: unknown, path: readonly string[] = []): readonly SettingChange[] {
  if (!opens(before) || !opens(after)) return sameValue(before, after) ? [] : [{ path, before, after }];
  const left = new Map<string, unknown>(Object.entries(before));
  const right = new Map<string, unknown>(Object.entries(after));
  const keys = new Set([...left.keys(), ...right.keys()]);
  return [...keys].flatMap((key) => diffSettings(left.get(key), right.get(key), [...path, key]));
}

function opens(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !("kind" in value);
}

/** Equal as JSON, whatever the order of keys; what is undefined is not there. */
function sameValue(left: unknown, right: unknown): boolean {
  if (typeof left !== "object" || left === null || typeof right !== "object" || right === null) return left === right;
  if (Array.isArray(left) !== Array.isArray(right)) return false;
  const [some, others] = [present(left), present(right)];
  return some.size === others.size && [...some].every(([key, value]) => sameValue(value, others.get(key)));
}

function present(value: object): ReadonlyMap<string, unknown> {
  return new Map(Object.entries(value).filter(([, entry]) => entry !== undefined));
}
