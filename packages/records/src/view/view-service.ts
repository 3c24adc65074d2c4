import {
  allows,
  DomainError,
  VIEW_LIMIT,
  ViewId,
  type CreateViewInput,
  type SavedView,
  type UpdateViewInput,
} from "@catalyst/contracts";
import { fieldsOfFilter } from "@catalyst/custom-fields";
import type { TenantTransaction } from "@catalyst/db";
import { requireEntityType, type Metadata } from "../metadata/metadata.ts";
import { metadataFor } from "../metadata/readable-metadata.ts";
import { scopeOf } from "../read/filter-scope.ts";
import { toView, VIEW_COLUMNS, viewProblems, type ViewRow } from "./view-row.ts";

/** Saved views of lists: private ones are their owner's, shared ones everybody's to use and a manager's to change. */
export type ViewService = {
  list(tx: TenantTransaction, entityType: string): Promise<readonly SavedView[]>;
  create(tx: TenantTransaction, input: CreateViewInput): Promise<SavedView>;
  update(tx: TenantTransaction, input: UpdateViewInput): Promise<SavedView>;
  delete(tx: TenantTransaction, viewId: ViewId): Promise<{ deleted: true }>;
};

/** What views need of the rest. */
export type ViewParts = {
  readonly metadata: (tx: TenantTransaction) => Promise<Metadata>;
  readonly newId: () => string;
};

/** Makes the service. */
export function createViewService(parts: ViewParts): ViewService {
  const { newId } = parts;
  const metadata = async (tx: TenantTransaction): Promise<Metadata> =>
    metadataFor(await parts.metadata(tx), tx.principal.role);
  return {
    list: async (tx, entityType) => listViews(tx, await metadata(tx), entityType),
    create: async (tx, input) => createView(tx, await metadata(tx), { ...input, viewId: ViewId.parse(newId()) }),
    update: async (tx, input) => updateView(tx, await metadata(tx), input),
    delete: deleteView,
  };
}

async function listViews(tx: TenantTransaction, metadata: Metadata, entityType: string): Promise<readonly SavedView[]> {
  requireEntityType(metadata, entityType);
  const { tenantId, principalId } = tx.principal;
  const { rows } = await tx.query<ViewRow>(
    "list-views",
    `select ${VIEW_COLUMNS} from crm.views where tenant_id = $1 and entity_type = $2 and (shared or owner_id = $3)
     order by shared desc, name, view_id limit ${VIEW_LIMIT}`,
    [tenantId, entityType, principalId],
  );
  return rows.map((row) => toView(metadata, principalId, row));
}

type NewView = CreateViewInput & { readonly viewId: ViewId };

async function createView(tx: TenantTransaction, metadata: Metadata, input: NewView): Promise<SavedView> {
  const { principal } = tx;
  if (input.shared) assertMayShare(tx);
  await assertRoom(tx, input.entityType);
  const row = {
    ...contentOf(input),
    view_id: input.viewId,
    entity_type: input.entityType,
    owner_id: principal.principalId,
    version: 1,
  };
  assertUsable(tx, metadata, row);
  if (row.is_default) await clearDefault(tx, row);
  await tx.query(
    "create-view",
    `insert into crm.views (tenant_id, view_id, entity_type, name, filter, sort, columns, shared, is_default, owner_id, uses)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [principal.tenantId, row.view_id, row.entity_type, ...valuesOf(row), row.owner_id, usesOf(tx, metadata, row)],
  );
  return toView(metadata, principal.principalId, row);
}

async function updateView(tx: TenantTransaction, metadata: Metadata, input: UpdateViewInput): Promise<SavedView> {
  const stored = await loadView(tx, input.viewId);
  assertMayChange(tx, stored);
  if (stored.version !== input.version)
    throw new DomainError("version_conflict", "Somebody else has changed this view. Load it again.", {
      currentVersion: stored.version,
    });
  const row = { ...ownedBy(tx, stored, input), ...contentOf({ ...asInput(stored), ...given(input) }) };
  if (row.shared && !stored.shared) assertMayShare(tx);
  assertUsable(tx, metadata, row);
  if (row.is_default) await clearDefault(tx, row);
  await tx.query(
    "update-view",
    `update crm.views set name = $3, filter = $4, sort = $5, columns = $6, shared = $7, is_default = $8, owner_id = $9, uses = $10,
       version = version + 1, updated_at = now() where tenant_id = $1 and view_id = $2`,
    [tx.principal.tenantId, row.view_id, ...valuesOf(row), row.owner_id, usesOf(tx, metadata, row)],
  );
  return toView(metadata, tx.principal.principalId, row);
}

/** The next version; whoever makes a shared view private keeps it, since nobody else would see it. */
function ownedBy(tx: TenantTransaction, stored: ViewRow, input: UpdateViewInput): ViewRow {
  const taken = stored.shared && input.shared === false;
  return { ...stored, version: stored.version + 1, owner_id: taken ? tx.principal.principalId : stored.owner_id };
}

async function deleteView(tx: TenantTransaction, viewId: ViewId): Promise<{ deleted: true }> {
  assertMayChange(tx, await loadView(tx, viewId));
  await tx.query("delete-view", "delete from crm.views where tenant_id = $1 and view_id = $2", [
    tx.principal.tenantId,
    viewId,
  ]);
  return { deleted: true };
}

/** Somebody else's private view answers like one that does not exist. */
async function loadView(tx: TenantTransaction, viewId: ViewId): Promise<ViewRow> {
  const { tenantId, principalId } = tx.principal;
  const { rows } = await tx.query<ViewRow>(
    "load-view",
    `select ${VIEW_COLUMNS} from crm.views where tenant_id = $1 and view_id = $2 and (shared or owner_id = $3) for update`,
    [tenantId, viewId, principalId],
  );
  const [row] = rows;
  if (row === undefined) throw new DomainError("not_found", "There is no such view.");
  return row;
}

function assertMayChange(tx: TenantTransaction, view: ViewRow): void {
  if (view.shared) assertMayShare(tx);
}

function assertMayShare({ principal }: TenantTransaction): void {
  if (!allows(principal.role, "views.share"))
    throw new DomainError("forbidden", "Shared views are for managers to make and change. Save a view of your own.");
}

/** A view is saved as it works; one that stopped working later says so when it is listed. */
function assertUsable(tx: TenantTransaction, metadata: Metadata, row: ViewRow): void {
  const problems = viewProblems(metadata, tx.principal.principalId, row);
  if (problems.length > 0)
    throw new DomainError("bad_request", "The view can't be saved: it needs a field that can't be used.", { problems });
}

async function assertRoom(tx: TenantTransaction, entityType: string): Promise<void> {
  const { tenantId, principalId } = tx.principal;
  const { rows } = await tx.query<{ count: number }>(
    "count-views",
    "select count(*)::int as count from crm.views where tenant_id = $1 and entity_type = $2 and (shared or owner_id = $3)",
    [tenantId, entityType, principalId],
  );
  if ((rows[0]?.count ?? 0) >= VIEW_LIMIT)
    throw new DomainError("quota_exceeded", `There can be at most ${VIEW_LIMIT} views. Delete one first.`);
}

/** One default for all, and one of each person's own. */
async function clearDefault(tx: TenantTransaction, row: ViewRow): Promise<void> {
  await tx.query(
    "clear-default-view",
    `update crm.views set is_default = false where tenant_id = $1 and entity_type = $2 and view_id <> $3 and is_default
       and shared = $4 and (shared or owner_id = $5)`,
    [tx.principal.tenantId, row.entity_type, row.view_id, row.shared, row.owner_id],
  );
}

type ViewContent = Pick<CreateViewInput, "name" | "filter" | "sort" | "columns" | "shared" | "isDefault">;

function contentOf({ name, filter, sort, columns, shared, isDefault }: ViewContent) {
  return { name, filter, sort, columns, shared, is_default: isDefault };
}

function asInput(row: ViewRow): ViewContent {
  const { name, filter, sort, columns, shared } = row;
  return { name, filter, sort, columns: columns === null ? null : [...columns], shared, isDefault: row.is_default };
}

/** What an update names. */
function given(input: UpdateViewInput): Partial<ViewContent> {
  const { viewId: _id, version: _version, ...content } = input;
  return Object.fromEntries(Object.entries(content).filter(([, value]) => value !== undefined));
}

function valuesOf(row: ViewRow): readonly unknown[] {
  const json = (value: unknown): string | null => (value === null ? null : JSON.stringify(value));
  return [row.name, json(row.filter), json(row.sort), row.columns, row.shared, row.is_default];
}

function usesOf(tx: TenantTransaction, metadata: Metadata, row: ViewRow): readonly string[] {
  const entityType = requireEntityType(metadata, row.entity_type);
  const own = [...(row.sort === null ? [] : [row.sort.field]), ...(row.columns ?? [])];
  const filtered =
    row.filter === null ? [] : fieldsOfFilter(scopeOf(metadata, entityType, tx.principal.principalId), row.filter);
  return [...new Set([...own.map((key) => `${row.entity_type}.${key}`), ...filtered])];
}
