import { createServer as createHttpServer, type Server } from "node:http";
import { createExpressMiddleware } from "@trpc/server/adapters/express";
import express, { type Express } from "express";
import { pino, type Logger } from "pino";
import { decideByLink, showApproval } from "./approvals/approval-link.ts";
import { authRoutes, developmentMails } from "./auth/auth-routes.ts";
import type { ServerConfig } from "./config.ts";
import { exportFile } from "./exports/export-file.ts";
import { receiveHook } from "./hooks/receive-hook.ts";
import { bodyLimit } from "./http/body-limit.ts";
import { openConsole, serveConsole } from "./http/console-files.ts";
import { exactJson } from "./http/exact-json.ts";
import { healthz, readyz } from "./http/health.ts";
import { errorHandler, notFound } from "./http/http-errors.ts";
import { serveMetrics } from "./http/metrics.ts";
import { requestId } from "./http/request-id.ts";
import { clientHeaderRequired, sameOriginOnly } from "./http/same-origin.ts";
import { securityHeaders } from "./http/security-headers.ts";
import { appRouter } from "./router.ts";
import { closeServices, openServices, type Services } from "./services.ts";
import { createContext } from "./trpc/context.ts";
import { toFailure } from "./trpc/error-shape.ts";

/** Calls of one HTTP request at most. */
const BATCH_LIMIT = 20;
/** Holds the largest chunk of an import with its escapes. */
const API_BODY_BYTES = 1_000_000;
/** A webhook's body at most. */
const HOOK_BODY_BYTES = 250_000;
const APPROVAL_PATH = "/api/approvals/:tenantId/:waitId/:principalId/:token";
/** Room for a batch of queries with long filters in the URL. */
const HEADER_BYTES = 65_536;
/** Longer than the keep-alive of usual proxies, so that they never write to a connection that we close. */
const KEEP_ALIVE_MS = 65_000;
const REQUEST_TIMEOUT_MS = 60_000;
const SHUTDOWN_MS = 10_000;

/** A server that listens. */
export type RunningServer = {
  readonly port: number;
  readonly services: Services;
  /** Stops accepting, lets open requests end for ten seconds, closes all connections. */
  readonly close: () => Promise<void>;
};

/** Starts the server; `port: 0` takes any free one. */
export async function createServer(config: ServerConfig, log: Logger = createLogger(config)): Promise<RunningServer> {
  const services = await openServices(config, log);
  const server = createHttpServer(
    { maxHeaderSize: HEADER_BYTES, requestTimeout: REQUEST_TIMEOUT_MS },
    createApp(services),
  );
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  await listen(server, config);
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : config.port;
  log.info({ port, host: config.host, appUrl: config.appUrl }, "server listens");
  return { port, services, close: () => close(server, services) };
}

/** Logs JSON lines; what may be a secret is cut out by its name, whatever logs it. */
export function createLogger(config: Pick<ServerConfig, "logLevel">): Logger {
  const secrets = ["password", "newPassword", "token", "secret", "authorization", "cookie", "apiKey"];
  return pino({
    level: config.logLevel,
    redact: { paths: secrets.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]), censor: "[redacted]" },
  });
}

function createApp(services: Services): Express {
  const { config, log, redis, database } = services;
  const app = express();
  app.disable("x-powered-by");
  app.set("etag", false);
  app.set("query parser", "simple");
  if (config.trustProxy !== null)
    app.set("trust proxy", typeof config.trustProxy === "number" ? config.trustProxy : [...config.trustProxy]);
  app.use(requestId(log), securityHeaders(config.appUrl));
  app.get("/healthz", healthz);
  app.get("/readyz", readyz({ database, redis }));
  app.get("/metrics", serveMetrics(services.metrics, config.metricsToken));
  app.use("/api/auth", authRoutes(services));
  app.get("/api/dev/mails", developmentMails(services));
  app.get("/api/exports/:exportId", exportFile(services));
  app.post(
    "/api/hooks/:tenantId/:workflowId",
    express.raw({ type: () => true, limit: HOOK_BODY_BYTES }),
    receiveHook(services),
  );
  app.get(APPROVAL_PATH, showApproval(services));
  app.post(APPROVAL_PATH, sameOriginOnly(config.appUrl), express.json({ limit: 10_000 }), decideByLink(services));
  app.use("/api", notFound);
  app.use(
    "/trpc",
    clientHeaderRequired,
    sameOriginOnly(config.appUrl),
    bodyLimit(API_BODY_BYTES),
    ...exactJson(API_BODY_BYTES),
    trpcHandler(services),
  );
  app.use(serveConsole(openConsole(config.consoleDist)));
  app.use(errorHandler(log));
  return app;
}

function trpcHandler(services: Services): ReturnType<typeof createExpressMiddleware> {
  return createExpressMiddleware({
    router: appRouter,
    createContext: ({ req, res }) => createContext(services, req, res),
    maxBatchSize: BATCH_LIMIT,
    maxBodySize: API_BODY_BYTES,
    allowMethodOverride: true,
    onError: ({ error, path, ctx }) => {
      if (toFailure(error).code === "internal")
        services.log.error({ err: error.cause ?? error, path, requestId: ctx?.requestId }, "unexpected error");
    },
  });
}

function listen(server: Server, config: ServerConfig): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(config.port, config.host, resolve);
  });
}

async function close(server: Server, services: Services): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  const timer = setTimeout(() => server.closeAllConnections(), SHUTDOWN_MS);
  await closed;
  clearTimeout(timer);
  await closeServices(services);
}
