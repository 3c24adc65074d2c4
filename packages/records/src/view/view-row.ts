import {
  type EntityTypeKey,
  type Filter,
  type PrincipalId,
  type Problem,
  type SavedView,
  type Sort,
  ViewId,
} from "@catalyst/contracts";
import { filterProblems } from "@catalyst/custom-fields";
import { scopeOf } from "../read/filter-scope.ts";
import { requireEntityType, type Metadata } from "../metadata/metadata.ts";

/** A view as the database keeps it. */
export type ViewRow = {
  readonly view_id: string;
  readonly entity_type: EntityTypeKey;
  readonly name: string;
  readonly filter: Filter | null;
  readonly sort: Sort | null;
  readonly columns: readonly string[] | null;
  readonly shared: boolean;
  readonly is_default: boolean;
  readonly owner_id: PrincipalId;
  readonly version: number;
};

/** Columns of `ViewRow`. */
export const VIEW_COLUMNS = "view_id, entity_type, name, filter, sort, columns, shared, is_default, owner_id, version";

/** What callers see of a view, with what keeps it from being used. */
export function toView(metadata: Metadata, reader: PrincipalId, row: ViewRow): SavedView {
  return {
    viewId: ViewId.parse(row.view_id),
    entityType: row.entity_type,
    name: row.name,
    filter: row.filter,
    sort: row.sort,
    columns: row.columns,
    shared: row.shared,
    isDefault: row.is_default,
    ownerId: row.owner_id,
    version: row.version,
    problems: viewProblems(metadata, reader, row),
  };
}

/** What a view needs and can't have: fields that are gone, of another type, or not readable. */
export function viewProblems(
  metadata: Metadata,
  reader: PrincipalId,
  view: Pick<ViewRow, "entity_type" | "filter" | "sort" | "columns">,
): readonly Problem[] {
  const entityType = requireEntityType(metadata, view.entity_type);
  const known = new Set(entityType.fields.map((field) => field.key));
  const keys = [...(view.sort === null ? [] : [view.sort.field]), ...(view.columns ?? [])];
  const gone = [...new Set(keys)].filter((key) => !known.has(key));
  return [
    ...(view.filter === null ? [] : filterProblems(scopeOf(metadata, entityType, reader), view.filter)),
    ...gone.map((field) => ({ field, code: "unknown_field", message: "There is no such field." })),
  ];
}
