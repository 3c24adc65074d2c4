import { DomainError, type FieldDefinition, type FieldId } from "@catalyst/contracts";
import type { TenantTransaction } from "@catalyst/db";
import { readMetadata } from "../metadata/load-metadata.ts";
import type { RecordPorts } from "../ports.ts";
import { dependentsOf, readersOf } from "./check-computed.ts";
import { isComputed, startRecomputation } from "./recomputation.ts";

/** After a field was made, changed or brought back: what it means for stored computed values is computed anew by a job. */
export async function followField(
  tx: TenantTransaction,
  ports: Pick<RecordPorts, "enqueueRecordJob">,
  change: { readonly before: FieldDefinition | null; readonly after: FieldDefinition },
): Promise<void> {
  const { before, after } = change;
  const means = meaningOf(after);
  if (before !== null && before.archivedAt === null && means === meaningOf(before)) return;
  if (before === null && !isComputed(after)) return;
  const keys = [...(isComputed(after) ? [after.key] : []), ...dependentsOf(await readMetadata(tx), after)];
  await startRecomputation(tx, ports, { entityType: after.entityType, keys: [...new Set(keys)] });
}

/** After a job has changed a field's stored values: formulas that read them are computed anew. */
export async function followValues(
  tx: TenantTransaction,
  ports: Pick<RecordPorts, "enqueueRecordJob">,
  fieldId: FieldId,
): Promise<void> {
  const metadata = await readMetadata(tx);
  const field = metadata.customFields.find((candidate) => candidate.fieldId === fieldId);
  if (field === undefined) return;
  await startRecomputation(tx, ports, { entityType: field.entityType, keys: dependentsOf(metadata, field) });
}

/** Refuses to take away a field that computed fields read. */
export async function refuseWhereRead(tx: TenantTransaction, field: FieldDefinition): Promise<void> {
  const metadata = await readMetadata(tx);
  const readers = readersOf(metadata, field);
  if (readers.length === 0) return;
  const names = readers.map((reader) => {
    const type = metadata.entityTypes.get(reader.entityType)?.label ?? reader.entityType;
    return reader.entityType === field.entityType ? reader.label : `${reader.label} (${type})`;
  });
  throw new DomainError("conflict", `${field.label} is read by ${names.join(", ")}. Change that first.`, {
    problems: readers.map((reader) => ({ field: reader.key, code: "in_use", message: `${reader.label} reads it.` })),
  });
}

/** What a definition makes of stored values: settings of computed fields, and labels, which formulas can show. */
function meaningOf({ type, config }: FieldDefinition): string {
  const { expression, resultType, rollup, options } = config;
  return JSON.stringify([type, expression, resultType, rollup, options?.map(({ id, label }) => [id, label])]);
}
