import type { TenantTransaction } from "@catalyst/db";

type PlanNode = {
  readonly "Node Type": string;
  readonly "Relation Name"?: string;
  /** Of a scan of an index alone: rows that it had to look at all the same. */
  readonly "Heap Fetches"?: number;
  readonly "Actual Rows": number;
  readonly "Actual Loops": number;
  readonly "Rows Removed by Filter"?: number;
  readonly "Rows Removed by Index Recheck"?: number;
  readonly Plans?: readonly PlanNode[];
};

/** A statement with its parameters. */
export type Statement = { readonly text: string; readonly values: readonly unknown[] };

/** Rows of `records` that the plan of a statement reads from the table, and rows that it returns, as the transaction's role sees it. */
export async function rowsReadBy(
  tx: TenantTransaction,
  { text, values }: Statement,
): Promise<{ readonly read: number; readonly returned: number }> {
  const explained = await tx.query<{ "QUERY PLAN": readonly [{ readonly Plan: PlanNode }] }>(
    null,
    `explain (analyze, buffers, timing off, format json) ${text}`,
    values,
  );
  const [plan] = explained.rows[0]?.["QUERY PLAN"] ?? [];
  return plan === undefined
    ? { read: 0, returned: 0 }
    : { read: rowsReadIn(plan.Plan), returned: plan.Plan["Actual Rows"] };
}

function rowsReadIn(node: PlanNode): number {
  const below = (node.Plans ?? []).reduce((sum, child) => sum + rowsReadIn(child), 0);
  if (!(node["Relation Name"] ?? "").startsWith("records")) return below;
  if (node["Heap Fetches"] !== undefined) return below + node["Heap Fetches"];
  const rows =
    node["Actual Rows"] + (node["Rows Removed by Filter"] ?? 0) + (node["Rows Removed by Index Recheck"] ?? 0);
  return below + rows * node["Actual Loops"];
}
