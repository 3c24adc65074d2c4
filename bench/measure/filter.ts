import { ListRecordsInput, type Principal, type RecordPage } from "@catalyst/contracts";
import { type Database, type TenantTransaction, withTenant } from "@catalyst/db";
import { SCORES } from "../data/plan.ts";
import type { BenchClient } from "../environment/bench-client.ts";
import { benchRecordService } from "../environment/bench-record-service.ts";
import { type Figure, percentile } from "../figure.ts";
import { rowsReadBy } from "./rows-read.ts";

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

/** Rows of `records` that the plan reads for each row that it returns, as the application's role sees it. 1 is best. */
export async function measureRowsRead(database: Database, principal: Principal): Promise<Figure> {
  const records = benchRecordService();
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
      for (const [text, values] of statements) {
        // Plain names only: metadata, references and links are read by statements of their own.
        if (/\bfrom crm\.records\b/.test(text)) read += (await rowsReadBy(tx, { text, values })).read;
      }
    });
  }
  return { metric: "filter_rows_read_ratio", value: read / returned, unit: "rows read / row returned" };
}
