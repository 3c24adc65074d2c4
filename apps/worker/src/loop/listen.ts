import { WAKE_CHANNEL } from "@catalyst/db";
import pg from "pg";

const RECONNECT_MS = 1_000;

/** A connection that hears wake-ups. Losing it costs latency only: the poll goes on. */
export type Listener = { close(): Promise<void> };

/** Listens until closed, and connects again whenever the connection breaks. */
export function listenForWork(databaseUrl: string, onWork: () => void): Listener {
  let client: pg.Client | null = null;
  let timer: NodeJS.Timeout | undefined;
  let closed = false;
  const again = (lost: pg.Client): void => {
    if (client !== lost || closed) return;
    client = null;
    lost.end().catch(() => undefined);
    timer = setTimeout(connect, RECONNECT_MS);
  };
  function connect(): void {
    const opened = new pg.Client({
      connectionString: databaseUrl,
      connectionTimeoutMillis: 2_000,
      keepAlive: true,
      application_name: "catalyst-listen",
    });
    client = opened;
    opened.on("error", () => again(opened));
    opened.on("end", () => again(opened));
    opened.on("notification", onWork);
    opened
      .connect()
      .then(() => opened.query(`listen ${WAKE_CHANNEL}`))
      .then(onWork)
      .catch(() => again(opened));
  }
  connect();
  return {
    async close() {
      closed = true;
      clearTimeout(timer);
      await client?.end().catch(() => undefined);
    },
  };
}
