import { z } from "zod";
import { PrincipalId, type RunId } from "../ids.ts";
import type { ApprovalDelegation } from "../workflow/run.ts";

export const ApprovalIdInput = z.strictObject({ waitId: z.guid() });
export const DecideApprovalInput = z.strictObject({
  waitId: z.guid(),
  decision: z.enum(["approved", "rejected"]),
  reason: z.string().max(2_000).default(""),
});
/** Hands an approval to another member: from then on it is theirs to decide, and the caller's no more. */
export const DelegateApprovalInput = z.strictObject({
  waitId: z.guid(),
  toPrincipalId: PrincipalId,
  note: z.string().trim().max(2_000).default(""),
});
/** What came of it. `delegated` false: somebody has decided meanwhile. */
export type DelegationOutcome = { readonly delegated: boolean; readonly delegations: readonly ApprovalDelegation[] };
/** A decision by link: who decides is in the link. */
export const DecideByLinkInput = DecideApprovalInput.omit({ waitId: true });

/** An approval as whoever is asked sees it. `decision` null: nobody has decided. */
export type ApprovalDetails = {
  readonly waitId: string;
  readonly runId: RunId;
  readonly title: string;
  readonly body: string;
  /** Who may decide by now. */
  readonly people: readonly PrincipalId[];
  /** Who has handed it on, in this order. */
  readonly delegations: readonly ApprovalDelegation[];
  readonly since: string;
  readonly decision: string | null;
  readonly decidedBy: PrincipalId | null;
  readonly reason: string;
};

/** An approval as its link shows it: no more than the mail says, and what was decided. */
export type LinkedApproval = Pick<ApprovalDetails, "title" | "body" | "since" | "decision">;

export const ListNotificationsInput = z.strictObject({
  unread: z.boolean().default(false),
  limit: z.int().min(1).max(100).default(30),
});
export const MarkReadInput = z.strictObject({
  /** Left out: all of them. */
  notificationIds: z.array(z.guid()).max(100).optional(),
});

/** A message of a workflow to a member. */
export type NotificationItem = {
  readonly notificationId: string;
  readonly title: string;
  readonly body: string;
  readonly runId: RunId | null;
  /** The approval that it asks for. */
  readonly waitId: string | null;
  readonly createdAt: string;
  readonly readAt: string | null;
};
