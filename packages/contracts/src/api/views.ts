import { z } from "zod";
import type { Problem } from "../domain-error.ts";
import { Filter, Sort } from "../filter.ts";
import { EntityTypeKey, FieldKey, type PrincipalId, ViewId } from "../ids.ts";

/** Views that one person sees of an entity type at most: theirs and the shared ones. */
export const VIEW_LIMIT = 200;
const VIEW_COLUMN_LIMIT = 100;

const name = z.string().trim().min(1).max(80);
const columns = z.array(FieldKey).min(1).max(VIEW_COLUMN_LIMIT);

export const ListViewsInput = z.strictObject({ entityType: EntityTypeKey });
export const ViewIdInput = z.strictObject({ viewId: ViewId });

/** `views.create`. `shared`: for everybody, which takes the right `views.share`. `columns` null: the usual ones. */
export const CreateViewInput = z.strictObject({
  entityType: EntityTypeKey,
  name,
  filter: Filter.nullable().default(null),
  sort: Sort.nullable().default(null),
  columns: columns.nullable().default(null),
  shared: z.boolean().default(false),
  isDefault: z.boolean().default(false),
});
export type CreateViewInput = z.infer<typeof CreateViewInput>;

/** `views.update`: what is left out stays. Another version stored means 409 version_conflict. */
export const UpdateViewInput = z.strictObject({
  viewId: ViewId,
  version: z.int().min(1),
  name: name.optional(),
  filter: Filter.nullable().optional(),
  sort: Sort.nullable().optional(),
  columns: columns.nullable().optional(),
  shared: z.boolean().optional(),
  isDefault: z.boolean().optional(),
});
export type UpdateViewInput = z.infer<typeof UpdateViewInput>;

/** A saved view of a list: what is filtered, sorted and shown. */
export type SavedView = {
  readonly viewId: ViewId;
  readonly entityType: EntityTypeKey;
  readonly name: string;
  readonly filter: Filter | null;
  readonly sort: Sort | null;
  readonly columns: readonly FieldKey[] | null;
  readonly shared: boolean;
  /** What the list opens with: a shared one for all, a private one for its owner, which goes first. */
  readonly isDefault: boolean;
  readonly ownerId: PrincipalId;
  readonly version: number;
  /** What can't be used any more, such as a field that is gone; the view shows nothing until it is mended. */
  readonly problems: readonly Problem[];
};
