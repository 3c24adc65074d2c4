import type { StepDefinition, WorkflowGraph } from "@catalyst/contracts";
import { edgesFrom, portsOf, reachableFrom } from "./edges.ts";
import type { EdgePlace } from "./graph-operation.ts";

/** The steps that a loop does for each of its items; empty while nothing is behind its exit Item. */
export type LoopBody = { readonly loop: string; readonly steps: ReadonlySet<string> };

const ITEM = "item";

/** Whether a step does something for each of many. */
export function isLoop(step: StepDefinition): boolean {
  return step.type.startsWith("for_each@");
}

/** The body of every loop, outer loops before those inside them. What also comes after the loop belongs to none. Pure. */
export function loopBodies(graph: WorkflowGraph): readonly LoopBody[] {
  const bodies = graph.steps.filter(isLoop).map(({ key }): LoopBody => {
    const after = stepsBehind(graph, key, "next");
    const inside = [...stepsBehind(graph, key, ITEM)].filter((step) => step !== key && !after.has(step));
    return { loop: key, steps: new Set(inside) };
  });
  return bodies.toSorted((left, right) => right.steps.size - left.steps.size);
}

/** Every open end that a loop's item comes to: there it goes on with the next one. */
export function isItemEnd(body: LoopBody, { from, port }: EdgePlace): boolean {
  return body.steps.has(from) || (from === body.loop && port === ITEM);
}

/** Steps where the branches of a parallel step meet: they wait for all of them. Pure. */
export function parallelJoins(graph: WorkflowGraph): ReadonlySet<string> {
  const inputs = Map.groupBy(graph.edges, (edge) => edge.to);
  const joins = new Set<string>();
  for (const { key } of graph.steps.filter((step) => step.type.startsWith("parallel@"))) {
    const branches = portsOf(graph, key).map((port) => ({ port: port.key, steps: stepsBehind(graph, key, port.key) }));
    for (const [to, edges] of inputs) {
      const origins = edges.map(({ from, port }) =>
        from === key ? [port] : branches.flatMap((branch) => (branch.steps.has(from) ? [branch.port] : [])),
      );
      const single = new Set(origins.flatMap((ports) => (ports.length === 1 ? ports : [])));
      if (single.size > 1) joins.add(to);
    }
  }
  return joins;
}

function stepsBehind(graph: WorkflowGraph, key: string, port: string): ReadonlySet<string> {
  const first = edgesFrom(graph, key, port).map(({ to }) => to);
  return new Set(first.flatMap((step) => [step, ...reachableFrom(graph.edges, step)]));
}
