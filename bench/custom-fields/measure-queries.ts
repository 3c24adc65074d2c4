import { createHash } from "node:crypto";
import type { EntityType, Principal } from "@catalyst/contracts";
import { type Database, withTenant } from "@catalyst/db";
import { type Figure, percentile, say } from "../figure.ts";
import { rowsReadBy } from "../measure/rows-read.ts";
import { type Design, type DesignName, designsFor } from "./designs.ts";
import { isPreparable, QUERY_KINDS, type QueryKind, type QueryMetric } from "./queries.ts";

/** Rounds of a query; each design answers once a round, so that all of them meet the same noise. */
const ROUNDS = 100;
const WARM_UP = 10;
/** A design that takes long is asked until it has taken this long in all. */
const PATIENCE_MS = 5_000;
const EXPLAINED = 20;
/** An answer that comes sooner is asked for again, and the second one counts: the first has its rows from the disk. */
const AGAIN_MS = 200;

/** Who asks, as the application's role with the context sealed, on one connection. */
export type Reader = { readonly database: Database; readonly principal: Principal; readonly entityType: EntityType };

/** What a kind of query took, in ms, by design. */
type Measured = { readonly kind: QueryKind; readonly times: ReadonlyMap<DesignName, readonly number[]> };

/** The queries of every design on the same data: our times, and how the others compare. */
export async function measureQueries(reader: Reader): Promise<readonly Figure[]> {
  const designs = designsFor(reader.entityType, reader.principal);
  const measured: Measured[] = [];
  for (const kind of QUERY_KINDS) {
    const times = await measureKind(reader, designs, kind);
    measured.push({ kind, times });
    say(`${kind.name}: ${[...times].map(([name, all]) => `${name} ${ms(all, 0.5)}/${ms(all, 0.95)}`).join(", ")} ms`);
  }
  return [...latencies(measured), ...ratios(measured), ...(await rowsRead(reader, designs))];
}

async function measureKind(
  reader: Reader,
  designs: readonly Design[],
  kind: QueryKind,
): Promise<ReadonlyMap<DesignName, readonly number[]>> {
  const times = new Map(designs.map((design): [DesignName, number[]] => [design.name, []]));
  const spent = new Map<DesignName, number>();
  for (let turn = 0; turn < WARM_UP + ROUNDS; turn += 1) {
    // Whoever comes first reads what others then find in memory.
    for (const { name, statement } of turn % 2 === 0 ? designs : designs.toReversed()) {
      if ((spent.get(name) ?? 0) > PATIENCE_MS) continue;
      const query = kind.query(turn);
      const ask = (): Promise<number> => timed(reader, statement(query), isPreparable(query));
      const first = await ask();
      const took = first < AGAIN_MS ? await ask() : first;
      spent.set(name, (spent.get(name) ?? 0) + took);
      // A design too slow to be warmed up is measured from its first answer on.
      if (turn >= WARM_UP || took > PATIENCE_MS / WARM_UP) times.get(name)?.push(took);
    }
  }
  return times;
}

/** From sending the statement to its last row, without the transaction around it, which all share. */
async function timed(
  { database, principal }: Reader,
  statement: ReturnType<Design["statement"]>,
  prepared: boolean,
): Promise<number> {
  const name = prepared ? createHash("sha1").update(statement.text).digest("base64url") : null;
  return await withTenant(database, principal, async (tx) => {
    const startedAt = performance.now();
    await tx.query(name, statement.text, statement.values);
    return performance.now() - startedAt;
  });
}

const timesOf = ({ times }: Measured, name: DesignName): readonly number[] => times.get(name) ?? [];
const median = (measured: Measured, name: DesignName): number => percentile(timesOf(measured, name), 0.5);
const ms = (samples: readonly number[], part: number): string =>
  samples.length === 0 ? "-" : percentile(samples, part).toFixed(2);

/** Of each figure the slowest kind of query. */
function latencies(measured: readonly Measured[]): readonly Figure[] {
  const metrics = [...new Set(measured.map(({ kind }) => kind.metric))];
  return metrics.map((metric: QueryMetric) => {
    const kinds = measured.filter(({ kind }) => kind.metric === metric);
    return { metric, value: Math.max(...kinds.map((each) => percentile(timesOf(each, "ours"), 0.95))), unit: "ms" };
  });
}

const PEERS = ["jsonb_gin", "eav", "expression_indexes"] as const;

/** Medians are compared: a p95 of a shared machine says more about the machine. */
function ratios(measured: readonly Measured[]): readonly Figure[] {
  const ours = (each: Measured): number => median(each, "ours");
  const total = (name: DesignName): number => measured.reduce((sum, each) => sum + median(each, name), 0);
  const best = (each: Measured): number => Math.min(...PEERS.map((name) => median(each, name)));
  const worst = (each: Measured): number => Math.max(...PEERS.map((name) => median(each, name)));
  const figure = (metric: string, value: number): Figure => ({ metric, value, unit: "times" });
  return [
    figure("ratio_to_native_max", Math.max(...measured.map((each) => ours(each) / median(each, "native")))),
    figure("ratio_worst_design", Math.max(...PEERS.map(total)) / total("ours")),
    figure("ratio_worst_design_max", Math.max(...measured.map((each) => worst(each) / ours(each)))),
    figure("ratio_best_design_max", Math.max(...measured.map((each) => ours(each) / best(each)))),
  ];
}

/** Rows that our plan reads from the table for each row that it returns, of the worst kind of query. */
async function rowsRead({ database, principal }: Reader, designs: readonly Design[]): Promise<readonly Figure[]> {
  const ours = designs.find((design) => design.name === "ours");
  if (ours === undefined) throw new Error("Assertion failed: our own design is measured");
  const perRow: number[] = [];
  for (const kind of QUERY_KINDS) {
    let read = 0;
    let returned = 0;
    for (let turn = 0; turn < EXPLAINED; turn += 1) {
      const rows = await withTenant(database, principal, (tx) => rowsReadBy(tx, ours.statement(kind.query(turn))));
      read += rows.read;
      returned += rows.returned;
    }
    perRow.push(read / Math.max(1, returned));
    say(`${kind.name}: ${(read / Math.max(1, returned)).toFixed(2)} rows read for each returned`);
  }
  return [{ metric: "rows_read_per_row_returned_max", value: Math.max(...perRow), unit: "rows read / row returned" }];
}
