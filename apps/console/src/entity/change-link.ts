import type { CrmRecord, FieldValue } from "@catalyst/contracts";
import type { InverseRelation } from "@catalyst/custom-fields";
import { trpc } from "../provider/trpc-client.ts";

/** A link from the other side: which record is to be pointed to from now on, or no longer. */
export type LinkChange = { readonly add: string } | { readonly remove: string };

/** Changes what a record's relation points to; a relation to many keeps its other records. */
export async function changeLink(relation: InverseRelation, from: CrmRecord, change: LinkChange): Promise<void> {
  const { field, entityType } = relation;
  const value = relationAfter(from.fields[field.key] ?? null, field.config.multiple === true, change);
  await trpc.records.update.mutate({
    entityType: entityType.key,
    id: from.id,
    version: from.version,
    fields: { [field.key]: value },
  });
}

/** What a relation's value becomes. Pure. */
export function relationAfter(value: FieldValue, isMultiple: boolean, change: LinkChange): FieldValue {
  if (!isMultiple) return "add" in change ? change.add : null;
  const known = Array.isArray(value) ? value : [];
  if ("add" in change) return known.includes(change.add) ? known : [...known, change.add];
  return known.filter((id) => id !== change.remove);
}
