import { once } from "node:events";
import { allows, DomainError, ExportId } from "@catalyst/contracts";
import { withTenant, type TenantTransaction } from "@catalyst/db";
import type { NextFunction, Request, Response } from "express";
import type { Services } from "../services.ts";
import { createContext } from "../trpc/context.ts";
import { toPrincipal } from "../trpc/to-principal.ts";

/** `GET /api/exports/:exportId`: the file of a completed export, chunk by chunk, to whoever made it. */
export function exportFile(
  services: Services,
): (request: Request, response: Response, next: NextFunction) => Promise<void> {
  return async (request, response, next) => {
    try {
      await sendFile(services, request, response);
    } catch (error) {
      if (response.headersSent) response.destroy();
      else next(error);
    }
  };
}

async function sendFile(services: Services, request: Request, response: Response): Promise<void> {
  const session = await createContext(services, request, response).session();
  await services.limiters.api.consume(session?.user.id ?? request.ip ?? "unknown");
  if (session === null) throw new DomainError("unauthenticated", "You are not signed in. Sign in and try again.");
  const principal = toPrincipal(session);
  if (!allows(principal.role, "records.export"))
    throw new DomainError("forbidden", "Your role does not allow this. Ask an admin of your tenant.");
  const exportId = parseId(request.params["exportId"]);
  // Each chunk in a transaction of its own: a slow download must not hold one open.
  const inTenant = <T>(work: (tx: TenantTransaction) => Promise<T>): Promise<T> =>
    withTenant(services.database, principal, work);
  const summary = await inTenant((tx) => services.exports.get(tx, exportId));
  if (summary.status !== "completed") throw new DomainError("conflict", "This export has no file. Look at its state.");
  response.attachment(summary.fileName);
  response.set({ "Content-Type": "text/csv; charset=utf-8", "Cache-Control": "no-store" });
  response.set("Content-Length", String(summary.sizeBytes));
  for (let ordinal = 0; ; ordinal += 1) {
    const chunk = await inTenant((tx) => services.exports.readChunk(tx, exportId, ordinal));
    if (chunk === null || response.destroyed) break;
    if (!response.write(chunk)) await Promise.race([once(response, "drain"), once(response, "close")]);
  }
  response.end();
}

function parseId(text: unknown): ExportId {
  const parsed = ExportId.safeParse(text);
  if (!parsed.success) throw new DomainError("not_found", "There is no such export.");
  return parsed.data;
}
