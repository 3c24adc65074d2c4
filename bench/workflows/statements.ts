import type pg from "pg";
import { say } from "../figure.ts";

/** What workers have asked the database for since `countFromNow`. */
export type Counted = {
  /** All, BEGIN and COMMIT among them. */
  readonly all: number;
  /** All but BEGIN and COMMIT. */
  readonly statements: number;
  readonly commits: number;
};

const SHOWN = 12;

/** Forgets what was counted so far. */
export async function countFromNow(admin: pg.ClientBase): Promise<void> {
  await admin.query("select pg_stat_statements_reset(0, 0, 0)");
}

/** Statements that the worker's role has sent. */
export async function counted(admin: pg.ClientBase): Promise<Counted> {
  const result = await admin.query<{ query: string; calls: number; ms: number }>(
    `select regexp_replace(query, '\\s+', ' ', 'g') as query, sum(calls)::float8 as calls,
       sum(total_exec_time) / sum(calls) as ms from pg_stat_statements
     where userid = 'catalyst_worker'::regrole and dbid = (select oid from pg_database where datname = current_database())
       and toplevel group by 1 order by 2 desc`,
  );
  const total = (rows: readonly { readonly calls: number }[]): number => rows.reduce((sum, row) => sum + row.calls, 0);
  for (const { query, calls, ms } of result.rows.slice(0, SHOWN))
    say(`  ${calls} x ${ms.toFixed(2)} ms ${query.slice(0, 110)}`);
  return {
    all: total(result.rows),
    statements: total(result.rows.filter(({ query }) => !/^(begin|commit)\b/i.test(query))),
    commits: total(result.rows.filter(({ query }) => /^commit\b/i.test(query))),
  };
}
