import type pg from "pg";
import { PgBoss } from "pg-boss";

/** pg-boss lives in a schema of its own that tenant code cannot read. */
export const QUEUE_SCHEMA = "pgboss";

/** `run-wake`: one job is one wake-up of a workflow run. `job`: imports, backfills and other background work. */
export const QUEUE_NAMES = ["run-wake", "job"] as const;

const DAY_SECONDS = 86_400;

/** Wake-ups are deleted in the transaction that claims the run, so they need no retries; retention must outlive any pause. */
const QUEUE_OPTIONS = {
  "run-wake": { retryLimit: 0, retentionSeconds: 90 * DAY_SECONDS },
  job: { retryLimit: 3, retryBackoff: true, retentionSeconds: 90 * DAY_SECONDS, expireInSeconds: 3_600 },
} as const;

/** Installs or migrates pg-boss as the owner role, creates our queues and grants the little that each role needs. */
export async function ensureQueueSchema(ownerUrl: string, owner: pg.Client): Promise<void> {
  const boss = new PgBoss({
    connectionString: ownerUrl,
    schema: QUEUE_SCHEMA,
    max: 2,
    supervise: false,
    schedule: false,
    registerInstance: false,
  });
  const failures: unknown[] = [];
  boss.on("error", (error) => failures.push(error));
  await boss.start();
  try {
    const existing = new Set((await boss.getQueues()).map((queue) => queue.name));
    for (const name of QUEUE_NAMES) if (!existing.has(name)) await boss.createQueue(name, QUEUE_OPTIONS[name]);
  } finally {
    await boss.stop({ graceful: false, close: true });
  }
  await grantQueueRights(owner);
}

/** The server only sends; the worker fetches, completes and supervises. Neither changes the schema. */
async function grantQueueRights(owner: pg.Client): Promise<void> {
  const tables = await owner.query<{ name: string }>(
    "select quote_ident(c.relname) as name from pg_class c where c.relnamespace = $1::regnamespace and c.relkind in ('r', 'p') and c.relname not in ('version', 'queue') order by 1",
    [QUEUE_SCHEMA],
  );
  const names = tables.rows.map((row) => `${QUEUE_SCHEMA}.${row.name}`);
  const jobTables = names.filter((name) => name === `${QUEUE_SCHEMA}.job` || name === `${QUEUE_SCHEMA}.job_common`);
  await owner.query(`
    revoke all on schema ${QUEUE_SCHEMA} from public;
    grant usage on schema ${QUEUE_SCHEMA} to catalyst_app, catalyst_worker;
    grant select on ${QUEUE_SCHEMA}.version, ${QUEUE_SCHEMA}.queue to catalyst_app;
    grant select, insert on ${jobTables.join(", ")} to catalyst_app;
    grant select, update on ${QUEUE_SCHEMA}.version, ${QUEUE_SCHEMA}.queue to catalyst_worker;
    grant select, insert, update, delete on ${names.join(", ")} to catalyst_worker`);
}
