import { createHash } from "node:crypto";
import { DomainError } from "@catalyst/contracts";
import { toNodeHandler } from "better-auth/node";
import express, { type NextFunction, type Request, type Response, Router } from "express";
import { z } from "zod";
import type { IdentityDatabase } from "./identity-database.ts";
import { isLoopback, keepsMails, type ServerConfig } from "../config.ts";
import { bodyLimit } from "../http/body-limit.ts";
import { isLocal } from "../http/metrics.ts";
import type { RateLimiters } from "../http/rate-limiter.ts";
import { sameOriginOnly } from "../http/same-origin.ts";
import type { Auth } from "./auth.ts";
import type { Mailer } from "./mailer.ts";

const AUTH_BODY_BYTES = 16_384;
const SHOWN_MAILS = 20;

/** What the login routes need. */
export type AuthRouteParts = {
  readonly auth: Auth;
  readonly config: ServerConfig;
  readonly limiters: RateLimiters;
  readonly identity: IdentityDatabase;
  readonly mailer: Mailer;
};

const EmailBody = z.object({ email: z.string().max(320).default("") });

/**
 * The few paths of better-auth that browsers use. Everything else of it (organisations, profile, sessions) stays
 * inside: tenants and members go through the router, where rights are checked in one place.
 */
export function authRoutes(parts: AuthRouteParts): Router {
  const router = Router();
  const handle = withOwnAddress(toNodeHandler(parts.auth));
  router.use(sameOriginOnly(parts.config.appUrl), bodyLimit(AUTH_BODY_BYTES));
  router.post("/sign-in/email", express.json({ limit: AUTH_BODY_BYTES }), limitLogin(parts.limiters), handle);
  router.post("/sign-out", handle);
  router.post("/request-password-reset", express.json({ limit: AUTH_BODY_BYTES }), limitReset(parts.limiters), handle);
  router.get("/reset-password/:token", handle);
  router.post("/reset-password", limitByAddress(parts.limiters), handle);
  return router;
}

/** `GET /api/dev/mails?to=`: the latest kept login mails, only while mails are kept and the product serves this machine alone. */
export function developmentMails({
  config,
  identity,
  mailer,
}: AuthRouteParts): (request: Request, response: Response, next: NextFunction) => Promise<void> {
  return async (request, response, next) => {
    if (!keepsMails(config) || !isLoopback(config.appUrl) || !isLocal(request.socket.remoteAddress)) {
      next(new DomainError("not_found", "There is nothing at this address."));
      return;
    }
    await mailer.settled();
    const to = z.string().max(320).safeParse(request.query["to"]);
    const mails = await identity.pool.query(
      `select mail_id as "mailId", sent_at as "sentAt", recipient as "to", subject, body as "text"
       from identity.development_mails where recipient = $1 order by sent_at desc limit $2`,
      [to.success ? to.data.toLowerCase() : "", SHOWN_MAILS],
    );
    response.json({ mails: mails.rows });
  };
}

type Handler = (request: Request, response: Response, next: NextFunction) => Promise<void>;

/** better-auth reads the client's address from a header; it is the one that Express found, whatever the client sent. */
function withOwnAddress(handle: (request: Request, response: Response) => Promise<void>): Handler {
  return async (request, response) => {
    request.headers["x-catalyst-address"] = addressOf(request);
    await handle(request, response);
  };
}

function limitLogin(limiters: RateLimiters): Handler {
  return async (request, response, next) => {
    const address = addressOf(request);
    const account = accountKey(request);
    await limiters.loginAddress.consume(address);
    await limiters.loginAccount.consume(`${account}:${address}`);
    await limiters.loginAccountAnywhere.consume(account);
    response.once("finish", () => {
      if (response.statusCode === 200) void forgetLogin(limiters, account, address);
    });
    next();
  };
}

async function forgetLogin(limiters: RateLimiters, account: string, address: string): Promise<void> {
  const counters = [
    limiters.loginAccount.forget(`${account}:${address}`),
    limiters.loginAccountAnywhere.forget(account),
  ];
  // Counters that stay only run out later.
  await Promise.allSettled(counters);
}

function limitReset(limiters: RateLimiters): Handler {
  return async (request, _response, next) => {
    await limiters.resetAddress.consume(addressOf(request));
    await limiters.resetAccount.consume(accountKey(request));
    next();
  };
}

function limitByAddress(limiters: RateLimiters): Handler {
  return async (request, _response, next) => {
    await limiters.resetAddress.consume(addressOf(request));
    next();
  };
}

/** Counters are kept by a hash: short, and no list of who tried to sign in. */
function accountKey(request: Request): string {
  const body = EmailBody.safeParse(request.body);
  const email = body.success ? body.data.email.trim().toLowerCase() : "";
  return createHash("sha256").update(email).digest("base64url").slice(0, 22);
}

function addressOf(request: Request): string {
  return request.ip ?? "unknown";
}
