import type { AnyProcedure } from "@trpc/server";
import { appRouter } from "./router.ts";
import type { ProcedureMeta } from "./trpc/trpc.ts";

/** A procedure as the router itself lists it. */
export type ListedProcedure = {
  readonly path: string;
  readonly type: "query" | "mutation";
  readonly right: ProcedureMeta["right"] | undefined;
};

/** All procedures of the router: tests that go through them can't forget a new one. */
export function listProcedures(): readonly ListedProcedure[] {
  const entries: (readonly [string, unknown])[] = Object.entries(appRouter._def.procedures);
  return entries.flatMap(([path, procedure]) => (isProcedure(procedure) ? [describe(path, procedure)] : []));
}

function isProcedure(value: unknown): value is AnyProcedure {
  return typeof value === "function" && "_def" in value;
}

function describe(path: string, procedure: AnyProcedure): ListedProcedure {
  const { type, meta } = procedure._def as { readonly type: string; readonly meta?: ProcedureMeta };
  return { path, type: type === "mutation" ? "mutation" : "query", right: meta?.right };
}
