import { assert, DomainError, SwitchTenantInput, type SessionOutput } from "@catalyst/contracts";
import { forwardCookies } from "../auth/forward-cookies.ts";
import { resolveSession } from "../auth/resolve-session.ts";
import { sessionProcedure } from "../trpc/trpc.ts";
import { describeSession } from "./describe-session.ts";

const IS_MEMBER = `select 1 from identity.member where "organizationId" = $1 and "userId" = $2`;

/** `session.switchTenant`: only into a tenant of one's own; a foreign one answers like one that does not exist. */
export const switchTenant = sessionProcedure
  .input(SwitchTenantInput)
  .mutation(async ({ ctx, input }): Promise<SessionOutput> => {
    const { services, signedIn } = ctx;
    // Asked first: better-auth would leave the present tenant although it refuses the other.
    const member = await services.identity.pool.query(IS_MEMBER, [input.tenantId, signedIn.user.id]);
    if (member.rowCount === 0) throw new DomainError("not_found", "You are not a member of such a tenant.");
    await forwardCookies(ctx, (headers) =>
      services.auth.api.setActiveOrganization({
        headers,
        body: { organizationId: input.tenantId },
        returnHeaders: true,
      }),
    );
    const session = await resolveSession(services.identity, signedIn.token);
    assert(session !== null, "a session that was just written can be read");
    return describeSession(session, services.identity, services.config);
  });
