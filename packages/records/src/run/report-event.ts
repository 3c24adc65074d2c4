import type { FieldValue } from "@catalyst/contracts";
import { toJson } from "@catalyst/custom-fields/expression";
import { deliverEvent, type TenantTransaction, type WorkQueue } from "@catalyst/db";
import { eventKey } from "@catalyst/workflow-engine";

/** Something that happened elsewhere. `name` is what waits are configured with, `id` names it for ever. */
export type ReportedEvent = { readonly name: string; readonly id: string; readonly payload: FieldValue };

/** Leaves an event for runs that wait for it, or will; the same one again changes nothing. */
export function reportEvent(
  tx: TenantTransaction,
  queue: Pick<WorkQueue, "nudgeRuns">,
  { name, id, payload }: ReportedEvent,
): Promise<void> {
  return deliverEvent(tx, queue, { source: "api", externalId: id, key: eventKey(name), payload: toJson(payload) });
}
