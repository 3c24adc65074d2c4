import { z } from "zod";
import { PrincipalId, TeamId } from "../ids.ts";
import { ROLES } from "../principal.ts";

export const ChangeRoleInput = z.strictObject({ principalId: PrincipalId, role: z.enum(ROLES) });
export const RemoveMemberInput = z.strictObject({ principalId: PrincipalId });

export type MemberSummary = {
  readonly principalId: PrincipalId;
  readonly name: string;
  readonly email: string;
  readonly role: (typeof ROLES)[number];
  readonly teams: readonly { readonly id: TeamId; readonly name: string }[];
  readonly createdAt: string;
};
