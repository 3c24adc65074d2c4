import { ChangeRoleInput, type MemberSummary } from "@catalyst/contracts";
import { tenantProcedure } from "../trpc/trpc.ts";
import { auditMember } from "./audit-member.ts";
import { changeRole } from "./member-store.ts";

/** `members.changeRole` */
export const changeMemberRole = tenantProcedure("members.manage")
  .input(ChangeRoleInput)
  .mutation(({ ctx, input }): Promise<MemberSummary> => {
    const key = { tenantId: ctx.principal.tenantId, principalId: input.principalId };
    return ctx.inTenant(async (tx) => {
      const change = await changeRole(ctx.services.identity, key, input.role);
      await auditMember(tx, change);
      return change.after;
    });
  });
