import { StartupError } from "@catalyst/db";
import { readServerConfig } from "./config.ts";
import { createServer } from "./create-server.ts";

try {
  const server = await createServer(readServerConfig(process.env));
  const stop = (): void => void server.close().then(() => process.exit(0));
  process.once("SIGTERM", stop);
  process.once("SIGINT", stop);
} catch (error) {
  // Before there is a configuration there is no logger to say it with.
  process.stderr.write(
    `${error instanceof StartupError ? error.message : String(error instanceof Error ? error.stack : error)}\n`,
  );
  process.exit(1);
}
