import { type EmbeddedPostgres, startEmbeddedPostgres } from "@catalyst/db";

/** A PostgreSQL that can be cut off and started again on the same port. */
export type RestartableServer = AsyncDisposable & {
  readonly adminUrl: string;
  readonly port: number;
  /** Ends it at once, without a checkpoint, and starts it again: it recovers from its log. */
  readonly restart: () => Promise<void>;
  /** When it last came back, by `performance.now()`. */
  readonly startedAt: () => number;
};

/** Starts it on a folder. */
export async function startRestartable(dataDir: string): Promise<RestartableServer> {
  // What a killed process had written is there all the same; only a power cut would need the disk.
  const options = { dataDir, durable: false };
  let server: EmbeddedPostgres = await startEmbeddedPostgres(options);
  let startedAt = performance.now();
  const endWithUs = (): void => end(server.pid);
  process.once("exit", endWithUs);
  return {
    adminUrl: server.adminUrl,
    port: server.port,
    startedAt: () => startedAt,
    async restart() {
      process.kill(server.pid, "SIGQUIT");
      await server.exited;
      server = await startEmbeddedPostgres(options);
      startedAt = performance.now();
    },
    async [Symbol.asyncDispose]() {
      process.off("exit", endWithUs);
      await server.stop();
    },
  };
}

function end(pid: number): void {
  try {
    process.kill(pid, "SIGQUIT");
  } catch {
    // It was just being restarted, and has ended.
  }
}
