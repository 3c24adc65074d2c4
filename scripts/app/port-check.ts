import { createServer } from "node:net";
import { errnoOf, StartupError } from "../../packages/db/src/startup-error.ts";

/**
 * Looks before the long work begins whether the server will get its port.
 * @throws StartupError `config_invalid` that says how to choose another one.
 */
export async function assertPortFree(port: number): Promise<void> {
  const error = await listenError(port);
  if (error === undefined) return;
  const reason = errnoOf(error) === "EACCES" ? "may not be used by this user" : "is taken by another program";
  throw new StartupError(
    "config_invalid",
    `Port ${port} ${reason}. Stop that program, or choose another port: PORT=${port + 1} npm start`,
    error,
  );
}

function listenError(port: number): Promise<Error | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", resolve);
    server.listen({ port, exclusive: true }, () => server.close(() => resolve(undefined)));
  });
}
