import type { EntityType, FieldDefinition, FieldValue } from "@catalyst/contracts";
import type { ScreenRecord } from "../provider/records-of.ts";
import { type RecordForm, sameValue, toRecordPatch } from "./record-form.ts";

/** A field that both sides changed, differently. */
export type ConflictingField = {
  readonly field: FieldDefinition;
  readonly mine: FieldValue;
  readonly theirs: FieldValue;
};

/** What a person must choose, and what follows by itself since only they changed it. */
export type Conflict = {
  readonly choices: readonly ConflictingField[];
  readonly theirChanges: Readonly<Record<string, FieldValue>>;
};

/** Compares the form, the record that it was opened with, and the one stored now. Pure. */
export function findConflict(
  entityType: EntityType,
  sides: { readonly base: RecordForm; readonly mine: RecordForm; readonly theirs: ScreenRecord },
): Conflict {
  const base = toRecordPatch(entityType, sides.base).fields ?? {};
  const mine = toRecordPatch(entityType, sides.mine).fields ?? {};
  const choices: ConflictingField[] = [];
  const theirChanges: Record<string, FieldValue> = {};
  for (const field of entityType.fields) {
    if (field.readOnly || field.storage.kind === "header") continue;
    const [was, my, their] = [base[field.key] ?? null, mine[field.key] ?? null, sides.theirs.fields[field.key] ?? null];
    if (sameValue(my, their)) continue;
    if (sameValue(my, was)) theirChanges[field.key] = their;
    else if (!sameValue(their, was)) choices.push({ field, mine: my, theirs: their });
  }
  return { choices, theirChanges };
}
