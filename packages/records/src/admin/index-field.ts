import type { CancelIndexingInput, FieldDefinition, FieldId } from "@catalyst/contracts";
import { searchSlotKind } from "@catalyst/custom-fields";
import type { TenantTransaction } from "@catalyst/db";
import type { RecordPorts } from "../ports.ts";
import { invalid } from "../write/create-record.ts";
import { auditField, lockField } from "./field-row.ts";
import { assignFieldSlot, heldSlots, releaseSlots } from "./slot-assignment.ts";

/** Assigns a slot and starts its backfill, or gives it back. Asking for what is so already changes nothing. */
export async function setFieldIndexed(
  tx: TenantTransaction,
  ports: RecordPorts,
  input: { fieldId: FieldId; indexed: boolean },
): Promise<FieldDefinition> {
  const before = await lockField(tx, input.fieldId);
  const isIndexed = before.indexState === "building" || before.indexState === "ready";
  if (isIndexed === input.indexed) return before;
  if (!input.indexed) {
    await releaseSlots(tx, ports, { field: before, index: "search" });
    return auditField(tx, before);
  }
  const kind = searchSlotKind(before);
  if (kind === null || before.archivedAt !== null)
    throw invalid([{ field: "indexed", code: "not_indexable", message: `${before.label} can't be indexed.` }]);
  await assignFieldSlot(tx, ports, { field: before, kind, hasValues: true });
  return auditField(tx, before);
}

/** Stops filling an index in, or clears away one that failed; an index that is ready is left alone. Its place is free after the quarantine. */
export async function cancelIndexing(
  tx: TenantTransaction,
  ports: RecordPorts,
  input: CancelIndexingInput,
): Promise<FieldDefinition> {
  const before = await lockField(tx, input.fieldId);
  const held = (await heldSlots(tx, before)).find(({ slot }) => slot.startsWith("u") === (input.index === "unique"));
  if (held === undefined || held.state === "ready") return before;
  await releaseSlots(tx, ports, { field: before, index: input.index });
  return auditField(tx, before);
}
