import { z } from "zod";
import type { PrincipalId, RunId } from "../ids.ts";

export const ApprovalIdInput = z.strictObject({ waitId: z.guid() });
export const DecideApprovalInput = z.strictObject({
  waitId: z.guid(),
  decision: z.enum(["approved", "rejected"]),
  reason: z.string().max(2_000).default(""),
});
/** A decision by link: who decides is in the link. */
export const DecideByLinkInput = DecideApprovalInput.omit({ waitId: true });

/** An approval as whoever is asked sees it. `decision` null: nobody has decided. */
export type ApprovalDetails = {
  readonly waitId: string;
  readonly runId: RunId;
  readonly title: string;
  readonly body: string;
  readonly people: readonly PrincipalId[];
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
