import { RemoveMemberInput } from "@catalyst/contracts";
import { tenantProcedure } from "../trpc/trpc.ts";
import { auditMember } from "./audit-member.ts";
import { removeMember as takeOut } from "./member-store.ts";

/** `members.remove` */
export const removeMember = tenantProcedure("members.manage")
  .input(RemoveMemberInput)
  .mutation(({ ctx, input }): Promise<{ removed: true }> => {
    const key = { tenantId: ctx.principal.tenantId, principalId: input.principalId };
    return ctx.inTenant(async (tx) => {
      const before = await takeOut(ctx.services.identity, key);
      await auditMember(tx, { before, after: null });
      return { removed: true };
    });
  });
