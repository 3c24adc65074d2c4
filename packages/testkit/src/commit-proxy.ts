import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";

/** What happens to a COMMIT: its reply is lost with the connection, it is lost itself, or all goes silent. */
export const COMMIT_FAULTS = ["reply_dropped", "request_dropped", "half_open"] as const;
export type CommitFault = (typeof COMMIT_FAULTS)[number];

/** A wire to PostgreSQL that can break at the one moment when nobody knows whether a transaction is committed. */
export type CommitProxy = AsyncDisposable & {
  /** The connection string by way of the proxy. */
  readonly through: (url: string) => string;
  /** The next COMMITs meet this fault, one each. */
  readonly arm: (fault: CommitFault, count: number) => void;
  /** How often each fault has happened. */
  readonly counts: Record<CommitFault, number>;
};

/** `COMMIT` as the driver sends it: message Q, its length, the text, a zero. */
const COMMIT = Buffer.from([0x51, 0, 0, 0, 11, ...Buffer.from("commit"), 0]);

type State = { readonly armed: CommitFault[]; readonly counts: Record<CommitFault, number> };

/** Listens on a port of its own; the server behind it may come and go. */
export async function startCommitProxy(targetPort: number): Promise<CommitProxy> {
  const state: State = { armed: [], counts: { reply_dropped: 0, request_dropped: 0, half_open: 0 } };
  const open = new Set<Socket>();
  const server = createServer((client) => {
    open.add(client);
    client.once("close", () => open.delete(client));
    join(state, client, connect(targetPort, "127.0.0.1"));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The proxy has no port");
  const { port } = address;
  return {
    through: (url) => {
      const changed = new URL(url);
      changed.port = String(port);
      return changed.href;
    },
    arm: (fault, count) => void state.armed.push(...Array.from({ length: count }, () => fault)),
    counts: state.counts,
    async [Symbol.asyncDispose]() {
      for (const client of open) client.destroy();
      server.close();
      await once(server, "close");
    },
  };
}

function join(state: State, client: Socket, server: Socket): void {
  let lost: CommitFault | null = null;
  const end = (): void => {
    if (lost === "half_open") return void server.destroy();
    client.destroy();
    server.destroy();
  };
  for (const socket of [client, server]) {
    socket.setNoDelay(true);
    socket.on("error", end);
    socket.on("close", end);
  }
  client.on("data", (chunk) => {
    if (lost !== null) return;
    lost = chunk.includes(COMMIT) ? (state.armed.shift() ?? null) : null;
    if (lost !== null) state.counts[lost] += 1;
    if (lost === "request_dropped") return end();
    server.write(chunk);
  });
  server.on("data", (chunk) => {
    if (lost === null) return void client.write(chunk);
    // The transaction is committed by now. Half open: whoever waits for the reply waits.
    end();
  });
}
