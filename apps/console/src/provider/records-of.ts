import type { CrmRecord, EntityTypeKey, RecordReference } from "@catalyst/contracts";

/** A record as the screens use it: lists and single records have the same shape, with the names of what they point to. */
export type ScreenRecord = CrmRecord & {
  readonly refs: Readonly<Record<string, { readonly entityType: EntityTypeKey; readonly displayName: string }>>;
};

/** Puts the names that a record's relations need beside it. Pure. */
export function screenRecords(records: readonly CrmRecord[], references: readonly RecordReference[]): ScreenRecord[] {
  const byId = new Map(references.map((reference) => [reference.id as string, reference]));
  return records.map((record) => ({ ...record, refs: refsOf(record, byId) }));
}

function refsOf(record: CrmRecord, byId: ReadonlyMap<string, RecordReference>): ScreenRecord["refs"] {
  const ids = Object.values(record.fields).flatMap((value) =>
    typeof value === "string" ? [value] : Array.isArray(value) ? value : [],
  );
  return Object.fromEntries(
    ids.flatMap((id) => {
      const reference = byId.get(id);
      return reference ? [[id, { entityType: reference.entityType, displayName: reference.displayName }]] : [];
    }),
  );
}
