import { ListRecordsInput, type Principal, type RecordPage } from "@catalyst/contracts";
import { type Database, type TenantTransaction, withTenant } from "@catalyst/db";
import { createRecordService, newId } from "@catalyst/records";
import { SCORES } from "../data/plan.ts";
import type { BenchClient } from "../environment/bench-client.ts";
import { type Figure, percentile } from "../figure.ts";

const WARM_UP = 50;
const REQUESTS = 500;
const EXPLAINED = 20;
/** A prime, so that the values asked for lie all over the index. */
const STRIDE = 7_919;

/** One of 10,000 values of an indexed custom field: 30 records of 300,000, the newest first. */
function filteredList(index: number): ListRecordsInput {
  const value = (index * STRIDE) % SCORES;
  return ListRecordsInput.parse({
    entityType: "companies",
    filter: { kind: "condition", field: "score", operator: "equals", value },
  });
}

/** The filter over HTTP, one request after the other; by our own loop, since autocannon counts whole milliseconds. */
export async function measureFilter(client: BenchClient): Promise<readonly Figure[]> {
  for (let index = 0; index < WARM_UP; index += 1) await client.query("records.list", filteredList(index));
  const samples: number[] = [];
  for (let index = 0; index < REQUESTS; index += 1) {
    const startedAt = performance.now();
    await client.query("records.list", filteredList(WARM_UP + index));
    samples.push(performance.now() - startedAt);
  }
  return [0.5, 0.95, 0.99].map((part) => ({
    metric: `filter_p${part * 100}_ms`,
    value: percentile(samples, part),
    unit: "ms",
  }));
}

type PlanNode = {
  readonly "Node Type": string;
  readonly "Relation Name"?: string;
  readonly "Actual Rows": number;
  readonly "Actual Loops": number;
  readonly "Rows Removed by Filter"?: number;
  readonly "Rows Removed by Index Recheck"?: number;
  readonly Plans?: readonly PlanNode[];
};

/** Rows of `records` that the plan reads for each row that it returns, as the application's role sees it. 1 is best. */
export async function measureRowsRead(database: Database, principal: Principal): Promise<Figure> {
  const records = createRecordService({
    newId,
    startRuns: async () => undefined,
    enqueueBackfill: async () => undefined,
    enqueueFieldJob: async () => undefined,
  });
  let read = 0;
  let returned = 0;
  for (let index = 0; index < EXPLAINED; index += 1) {
    await withTenant(database, principal, async (tx) => {
      const statements: (readonly [text: string, values: readonly unknown[]])[] = [];
      const recording: TenantTransaction = {
        ...tx,
        query: (name, text, values) => {
          statements.push([text, values]);
          return tx.query(name, text, values);
        },
      };
      const page: RecordPage = await records.list(recording, filteredList(index));
      returned += page.records.length;
      for (const [text, values] of statements) read += await rowsReadBy(tx, text, values);
    });
  }
  return { metric: "filter_rows_read_ratio", value: read / returned, unit: "rows read / row returned" };
}

async function rowsReadBy(tx: TenantTransaction, text: string, values: readonly unknown[]): Promise<number> {
  // Plain names only: metadata, references and links are read by statements of their own.
  if (!/\bfrom crm\.records\b/.test(text)) return 0;
  const explained = await tx.query<{ "QUERY PLAN": readonly [{ readonly Plan: PlanNode }] }>(
    null,
    `explain (analyze, timing off, format json) ${text}`,
    values,
  );
  const [plan] = explained.rows[0]?.["QUERY PLAN"] ?? [];
  return plan === undefined ? 0 : rowsReadIn(plan.Plan);
}

function rowsReadIn(node: PlanNode): number {
  const below = (node.Plans ?? []).reduce((sum, child) => sum + rowsReadIn(child), 0);
  if (!(node["Relation Name"] ?? "").startsWith("records")) return below;
  const rows =
    node["Actual Rows"] + (node["Rows Removed by Filter"] ?? 0) + (node["Rows Removed by Index Recheck"] ?? 0);
  return below + rows * node["Actual Loops"];
}
