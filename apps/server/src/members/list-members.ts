import type { MemberSummary } from "@catalyst/contracts";
import { tenantProcedure } from "../trpc/trpc.ts";
import { listMembers as readMembers } from "./member-store.ts";

/** `members.list` */
export const listMembers = tenantProcedure("members.read").query(
  async ({ ctx }): Promise<{ members: MemberSummary[] }> => {
    return { members: await readMembers(ctx.services.identity, ctx.principal.tenantId) };
  },
);
