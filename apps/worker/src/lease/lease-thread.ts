import { parentPort, workerData } from "node:worker_threads";
import { END_LEASE_SQL, LOCK_LEASE_SQL, RENEW_LEASE_SQL } from "@catalyst/db";
import pg from "pg";
import { z } from "zod";

/** Three renewals may fail before another worker takes over, while the connection stands. */
const RENEW_MS = 750;
const CONNECT_MS = 1_000;
const STATEMENT_MS = 3_000;
/** A renewal without an answer for so long goes over a new connection: there is time for it before the lease is over. */
const ANSWER_MS = 1_500;

const LeaseData = z.object({
  databaseUrl: z.string(),
  workerId: z.string(),
  engine: z.number(),
  heartbeat: z.instanceof(SharedArrayBuffer),
});
const { databaseUrl, workerId, engine, heartbeat } = LeaseData.parse(workerData);
const ticks = new Int32Array(heartbeat);

let client: pg.Client | null = null;
/** Whether the present connection holds the lease's lock; one of which the server has not heard that it is gone may still do. */
let locked = false;
let seenTick = -1;
let goOn = (): void => undefined;
let stopping = false;

async function connected(): Promise<pg.Client> {
  if (client !== null) return client;
  const opened = new pg.Client({
    connectionString: databaseUrl,
    connectionTimeoutMillis: CONNECT_MS,
    statement_timeout: STATEMENT_MS,
    query_timeout: ANSWER_MS,
    application_name: "catalyst-lease",
  });
  opened.on("error", () => drop(opened));
  await opened.connect();
  client = opened;
  return opened;
}

function drop(lost: pg.Client): void {
  if (client === lost) {
    client = null;
    locked = false;
    goOn(); // Without a connection the lease is soon over: renew it now.
  }
  lost.end().catch(() => undefined);
}

/** The lease says that the main loop is alive, not that this thread is: no tick, no renewal. */
async function renew(): Promise<void> {
  const tick = Atomics.load(ticks, 0);
  if (tick === seenTick) return;
  const current = await connected();
  try {
    await current.query(RENEW_LEASE_SQL, [workerId, engine]);
    seenTick = tick;
    if (!locked)
      locked = (await current.query<{ locked: boolean }>(LOCK_LEASE_SQL, [workerId])).rows[0]?.locked === true;
    parentPort?.postMessage("renewed");
  } catch {
    drop(current); // The database is away: the next renewal tries a new connection.
  }
}

async function loop(): Promise<void> {
  while (!stopping) {
    await renew().catch(() => undefined);
    await pause();
  }
}

function pause(): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, RENEW_MS);
    goOn = () => {
      clearTimeout(timer);
      resolve();
    };
  });
}

async function end(): Promise<void> {
  stopping = true;
  await client?.query(END_LEASE_SQL, [workerId]).catch(() => undefined);
  await client?.end().catch(() => undefined);
  process.exit(0);
}

parentPort?.on("message", () => void end());
void loop();
