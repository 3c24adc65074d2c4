import { createHash, timingSafeEqual } from "node:crypto";
import { DomainError } from "@catalyst/contracts";
import type { Database } from "@catalyst/db";
import type { NextFunction, Request, Response } from "express";
import { collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";

/** What the server measures of itself. */
export type Metrics = { readonly registry: Registry; readonly callSeconds: Histogram<"procedure" | "outcome"> };

const BUCKETS_SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];

/** A registry of its own, so that several servers can live in one process (tests). */
export function createMetrics(database: Database): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const callSeconds = new Histogram({
    name: "catalyst_call_seconds",
    help: "Duration of API calls in seconds",
    labelNames: ["procedure", "outcome"],
    buckets: BUCKETS_SECONDS,
    registers: [registry],
  });
  poolGauge(registry, database);
  return { registry, callSeconds };
}

function poolGauge(registry: Registry, { pool }: Database): Gauge {
  return new Gauge({
    name: "catalyst_database_connections",
    help: "Connections of the application role, by state",
    labelNames: ["state"],
    registers: [registry],
    collect() {
      this.set({ state: "open" }, pool.totalCount);
      this.set({ state: "idle" }, pool.idleCount);
      this.set({ state: "waiting" }, pool.waitingCount);
    },
  });
}

/** `GET /metrics` for this machine, or for who sends the token as `Authorization: Bearer`. */
export function serveMetrics(
  metrics: Metrics,
  token: string | null,
): (request: Request, response: Response, next: NextFunction) => void {
  return (request, response, next) => {
    if (!mayRead(request, token)) {
      next(new DomainError("not_found", "There is nothing at this address."));
      return;
    }
    void metrics.registry.metrics().then((text) => response.type(metrics.registry.contentType).send(text), next);
  };
}

function mayRead(request: Request, token: string | null): boolean {
  if (token !== null) return sameSecret(request.get("authorization") ?? "", `Bearer ${token}`);
  // A proxy on this machine would make everybody local.
  return request.get("x-forwarded-for") === undefined && isLocal(request.socket.remoteAddress);
}

function sameSecret(given: string, expected: string): boolean {
  const digest = (text: string): Buffer => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}

/** Whether an address is this machine's own. */
export function isLocal(address: string | undefined): boolean {
  return address !== undefined && /^(?:::1|(?:::ffff:)?127\.\d+\.\d+\.\d+)$/.test(address);
}
