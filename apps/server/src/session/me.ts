import type { SessionOutput } from "@catalyst/contracts";
import { forwardCookies } from "../auth/forward-cookies.ts";
import { sessionProcedure } from "../trpc/trpc.ts";
import { describeSession } from "./describe-session.ts";

/** A session that is used lives on: after a day its end moves to seven days from now. */
const EXTEND_AFTER_MS = 86_400_000;

/** `session.me` */
export const me = sessionProcedure.query(async ({ ctx }): Promise<SessionOutput> => {
  const { services, signedIn } = ctx;
  if (Date.now() - signedIn.updatedAt.getTime() > EXTEND_AFTER_MS) {
    await forwardCookies(ctx, (headers) => services.auth.api.getSession({ headers, returnHeaders: true }));
  }
  return describeSession(signedIn, services.identity, services.config);
});
