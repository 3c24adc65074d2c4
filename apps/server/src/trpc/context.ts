import type { Request, Response } from "express";
import { resolveSession, type Session } from "../auth/resolve-session.ts";
import { readSessionToken, sessionCookieName } from "../auth/session-cookie.ts";
import { requestIdOf } from "../http/request-id.ts";
import type { Services } from "../services.ts";

/** What every procedure is given; the calls of a batch share one. */
export type RequestContext = {
  readonly services: Services;
  readonly requestId: string;
  readonly request: Request;
  readonly response: Response;
  /** The session as the database has it now: read once for each HTTP request, never kept longer. */
  readonly session: () => Promise<Session | null>;
};

/** Makes the context of a request. It reads nothing yet, so it can't fail. */
export function createContext(services: Services, request: Request, response: Response): RequestContext {
  const { config, identity } = services;
  let session: Promise<Session | null> | undefined;
  return {
    services,
    request,
    response,
    requestId: requestIdOf(response),
    session: () => {
      session ??= findSession();
      return session;
    },
  };

  async function findSession(): Promise<Session | null> {
    const token = readSessionToken(request.headers.cookie, sessionCookieName(config.appUrl), config.authSecret);
    return token === null ? null : resolveSession(identity, token);
  }
}
