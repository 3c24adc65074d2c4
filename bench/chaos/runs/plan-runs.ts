import { randomUUID } from "node:crypto";
import { RecordId } from "@catalyst/contracts";
import type { Random } from "../random.ts";
import { evaluate, type Expected, type RunInput } from "../model/evaluate.ts";
import { LETTERS } from "../model/program.ts";
import type { ChaosTenant, Published } from "../site/make-tenants.ts";

/** A run that will be started from outside, with the record that starts it where one does. */
export type PlannedRun = {
  readonly tenant: ChaosTenant;
  readonly published: Published;
  readonly input: RunInput;
  readonly recordId: RecordId;
  readonly expected: Expected;
};

/** A number of runs that are started together, in one way. */
export type Batch = {
  readonly name: string;
  readonly way: Way;
  readonly tenant: ChaosTenant;
  readonly runs: readonly PlannedRun[];
};

/** The product's own ways to start runs. */
export const WAYS = ["createMany", "import", "update", "manual", "webhook"] as const;
export type Way = (typeof WAYS)[number];

const STARTS = {
  createMany: "created",
  import: "created",
  update: "updated",
  manual: "manual",
  webhook: "webhook",
} as const;
const SIZES = { createMany: [10, 80], import: [20, 80], update: [5, 40], manual: [5, 40], webhook: [3, 15] } as const;

/** All runs that follow from a start: its own, those of other workflows that it calls or causes, shares of loops. */
export function countRuns(runs: readonly PlannedRun[]): number {
  return runs.reduce(
    (sum, { expected }) => sum + expected.effects.filter((name) => /^(?:run|share)\|/.test(name)).length,
    0,
  );
}

/** Batches until there are as many runs as wanted. */
export function planBatches(random: Random, tenants: readonly ChaosTenant[], runs: number): readonly Batch[] {
  const batches: Batch[] = [];
  for (let planned = 0; planned < runs; planned += countRuns(batches.at(-1)?.runs ?? [])) {
    // Each way at least once, however few runs there are.
    const way = WAYS[batches.length] ?? random.pick(["createMany", ...WAYS]);
    const [from, to] = SIZES[way];
    const tenant = random.pick(tenants);
    batches.push(planBatch(random, { name: `b${batches.length}`, way, tenant, count: random.int(from, to) }));
  }
  return batches;
}

type Asked = { readonly name: string; readonly way: Way; readonly tenant: ChaosTenant; readonly count: number };

/** Manual starts and webhooks name their workflow, so that one batch is of one. */
function planBatch(random: Random, { name, way, tenant, count }: Asked): Batch {
  const fitting = tenant.started.filter(({ workflow }) => workflow.start === STARTS[way]);
  const one = random.pick(fitting);
  const runs = Array.from({ length: count }, (_, place): PlannedRun => {
    const published = way === "manual" || way === "webhook" ? one : random.pick(fitting);
    const input = { tag: `${name}-${place}`, number: random.int(0, 10), letter: random.pick(LETTERS) };
    const recordId = RecordId.parse(randomUUID());
    return { tenant, published, input, recordId, expected: evaluate(published.workflow, input, tenant.called) };
  });
  return { name, way, tenant, runs };
}
