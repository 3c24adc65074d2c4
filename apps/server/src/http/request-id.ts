import { randomUUID } from "node:crypto";
import type { NextFunction, Request, Response } from "express";
import type { Logger } from "pino";

const SLOW_MS = 1_000;
/** Asked every second or more often by those who watch over us; a 503 there is an answer, not a failure. */
const PROBES = new Set(["/healthz", "/readyz", "/metrics"]);

/** Gives every request an id, answers it as `x-request-id`, and logs the request without its query: that may hold people's data. */
export function requestId(log: Logger): (request: Request, response: Response, next: NextFunction) => void {
  return (request, response, next) => {
    const id = randomUUID();
    const startedAt = performance.now();
    response.setHeader("x-request-id", id);
    response.on("finish", () => {
      const ms = Math.round(performance.now() - startedAt);
      const path = loggedPath(request.originalUrl);
      const entry = { requestId: id, method: request.method, path, status: response.statusCode, ms };
      if (PROBES.has(path)) log.debug(entry, "probe");
      else if (response.statusCode >= 500) log.error(entry, "request failed");
      else if (request.method !== "GET" || ms > SLOW_MS) log.info(entry, "request");
      else log.debug(entry, "request");
    });
    next();
  };
}

/** The id that `requestId` gave. */
export function requestIdOf(response: Pick<Response, "getHeader">): string {
  return String(response.getHeader("x-request-id") ?? "");
}

/** The path alone, and of a reset link not even its token. */
function loggedPath(url: string): string {
  const [path = ""] = url.split("?", 1);
  return path.replace(/(\/reset-password\/).+$/, "$1[redacted]");
}
