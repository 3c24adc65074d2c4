import { allows, assert, DomainError, type Action } from "@catalyst/contracts";
import { withTenant, type TenantTransaction } from "@catalyst/db";
import { initTRPC } from "@trpc/server";
import type { RequestContext } from "./context.ts";
import { toErrorShape, type ErrorData } from "./error-shape.ts";
import { toPrincipal } from "./to-principal.ts";

/** What a procedure says of itself: the right that it takes, `member` for any member, `signed-in` for anybody with a session. */
export type ProcedureMeta = { readonly right: Action | "member" | "signed-in" };

const t = initTRPC
  .context<RequestContext>()
  .meta<ProcedureMeta>()
  .create({
    isDev: false,
    errorFormatter: ({
      error,
      shape,
      ctx,
    }): { readonly message: string; readonly code: typeof shape.code; readonly data: ErrorData } => ({
      code: shape.code,
      ...toErrorShape(error, ctx?.requestId ?? ""),
    }),
  });

/** Makes a router; `router.ts` is the only place that does. */
export const createRouter = t.router;

const measured = t.middleware(async ({ ctx, path, next }) => {
  const stop = ctx.services.metrics.callSeconds.startTimer({ procedure: path });
  const result = await next();
  stop({ outcome: result.ok ? "ok" : "error" });
  return result;
});

const signedIn = t.middleware(async ({ ctx, next }) => {
  const session = await ctx.session();
  await ctx.services.limiters.api.consume(session?.user.id ?? ctx.request.ip ?? "unknown");
  if (session === null) throw new DomainError("unauthenticated", "You are not signed in. Sign in and try again.");
  return next({ ctx: { ...ctx, signedIn: session } });
});

/** The one place where a role's rights are checked. */
const permitted = t.middleware(async ({ ctx, meta, next }) => {
  assert(meta !== undefined, "every procedure names its right");
  const principal = toPrincipal(await ctx.session());
  if (meta.right !== "signed-in" && meta.right !== "member" && !allows(principal.role, meta.right)) {
    throw new DomainError("forbidden", "Your role does not allow this. Ask an admin of your tenant.");
  }
  const inTenant: InTenant = (work) => withTenant(ctx.services.database, principal, work);
  return next({ ctx: { ...ctx, principal, inTenant } });
});

/** Runs work in the caller's tenant: one transaction, the only way from a procedure to tenant data. */
export type InTenant = <T>(work: (tx: TenantTransaction) => Promise<T>) => Promise<T>;

/** For whoever is signed in, member of a tenant or not. */
export const sessionProcedure = t.procedure.meta({ right: "signed-in" }).use(measured).use(signedIn);

/** For members who have the right; anything but the right itself is refused before the input is read. */
export function tenantProcedure(right: Action | "member") {
  return t.procedure.meta({ right }).use(measured).use(signedIn).use(permitted);
}
