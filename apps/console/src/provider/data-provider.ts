import { type Filter, RecordId, type RecordPatch, type Sort, type ViewId } from "@catalyst/contracts";
import type { DataProvider, GetListParams, GetListResult, Identifier } from "react-admin";
import { toHttpError } from "./http-error.ts";
import { createPageCursors, type PageCursors } from "./page-cursors.ts";
import { type ScreenRecord, screenRecords } from "./records-of.ts";
import { trpc } from "./trpc-client.ts";

/** What a list's `filter` holds: the filter bar's conditions, a name's beginning, and whether it is the bin. */
export type ListFilter = {
  readonly where?: Filter;
  readonly search?: string;
  readonly deleted?: boolean;
  /** The saved view that the list was opened with; the server is not asked for it. */
  readonly view?: ViewId;
};

/** What create and update forms send; `version` is the one that the form was opened with. */
export type RecordFormData = Partial<RecordPatch> & { readonly version?: number };

/**
 * react-admin's contract over tRPC. Lists come page by page without a total; mutations answer with the record as it is
 * stored, so that screens show what the server made of it.
 */
export function createDataProvider(): DataProvider {
  const cursors = createPageCursors();
  const provider = {
    supportAbortSignal: true,
    getList: (resource: string, params: GetListParams) => listPage(cursors, resource, params),
    getOne: async (resource: string, { id }: { id: Identifier }) => {
      const { record, references } = await trpc.records.get.query({ entityType: resource, id: toId(id) });
      return one(screenRecords([record], references));
    },
    getMany: async (resource: string, { ids }: { ids: readonly Identifier[] }) => {
      const { records, references } = await trpc.records.getMany.query({ entityType: resource, ids: ids.map(toId) });
      return { data: screenRecords(records, references) };
    },
    getManyReference: (resource: string, params: GetListParams & { target: string; id: Identifier }) => {
      const where: Filter = { kind: "condition", field: params.target, operator: "equals", value: String(params.id) };
      return listPage(cursors, resource, { ...params, filter: { ...params.filter, where } });
    },
    create: async (resource: string, { data }: { data: RecordFormData }) => {
      const { record, references } = await trpc.records.create.mutate({ entityType: resource, ...patchOf(data) });
      return one(screenRecords([record], references));
    },
    update: async (resource: string, { id, data }: { id: Identifier; data: RecordFormData }) => {
      const { record, references } = await trpc.records.update.mutate({
        entityType: resource,
        id: toId(id),
        version: data.version ?? 1,
        ...patchOf(data),
      });
      return one(screenRecords([record], references));
    },
    updateMany: async (resource: string, { ids, data }: { ids: readonly Identifier[]; data: RecordFormData }) => {
      await trpc.records.updateMany.mutate({ entityType: resource, ids: ids.map(toId), ...patchOf(data) });
      return { data: [...ids] };
    },
    delete: async (resource: string, { id, previousData }: { id: Identifier; previousData?: ScreenRecord }) => {
      await trpc.records.delete.mutate({ entityType: resource, ids: [toId(id)] });
      return { data: previousData ?? { id } };
    },
    deleteMany: async (resource: string, { ids }: { ids: readonly Identifier[] }) => {
      await trpc.records.delete.mutate({ entityType: resource, ids: ids.map(toId) });
      return { data: [...ids] };
    },
  };
  return withHttpErrors(provider) as DataProvider;
}

async function listPage(
  cursors: PageCursors,
  resource: string,
  params: GetListParams,
): Promise<GetListResult<ScreenRecord>> {
  const { page, perPage } = params.pagination ?? { page: 1, perPage: 50 };
  const query = { entityType: resource, ...listFilter(params.filter), sort: toSort(params.sort), limit: perPage };
  const key = JSON.stringify(query);
  const start = cursors.nearest(key, page);
  // A page that was opened by its address is reached through those before it.
  let { cursor } = start;
  for (let current = start.page; ; current += 1) {
    const found = await trpc.records.list.query({ ...query, ...(cursor ? { cursor } : {}) }, { signal: params.signal });
    cursors.remember(key, current + 1, found.nextCursor);
    if (current >= page || found.nextCursor === null) {
      return {
        data: screenRecords(found.records, found.references),
        pageInfo: { hasNextPage: found.nextCursor !== null, hasPreviousPage: current > 1 },
      };
    }
    cursor = found.nextCursor;
  }
}

function listFilter(filter: ListFilter | undefined): ListFilter & { filter?: Filter } {
  const { where, search, deleted } = filter ?? {};
  return { ...(where ? { filter: where } : {}), ...(search ? { search } : {}), ...(deleted ? { deleted } : {}) };
}

/** Header fields keep their names, all others are under `fields.` in forms and columns. */
function toSort(sort: GetListParams["sort"]): Sort {
  const field = sort?.field.replace(/^fields\./, "") ?? "createdAt";
  return { field: field === "id" ? "createdAt" : field, direction: sort?.order === "ASC" ? "asc" : "desc" };
}

function patchOf({ fields, ownerId, teamId }: RecordFormData): RecordPatch {
  return {
    fields: fields ?? {},
    ...(ownerId === undefined ? {} : { ownerId }),
    ...(teamId === undefined ? {} : { teamId }),
  };
}

function toId(id: Identifier): RecordId {
  return RecordId.parse(String(id));
}

function one(records: ScreenRecord[]): { data: ScreenRecord } {
  const [data] = records;
  if (!data) throw new Error("The server answered without the record");
  return { data };
}

/** An answer that nobody waits for any more is no failure. */
function isAbort(error: unknown): boolean {
  const reason = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return reason instanceof Error && reason.name === "AbortError";
}

type Method = (...parameters: never[]) => Promise<unknown>;

function withHttpErrors(provider: Readonly<Record<string, unknown>>): object {
  const wrap =
    (method: Method) =>
    async (...parameters: Parameters<Method>) => {
      try {
        return await method(...parameters);
      } catch (error) {
        if (isAbort(error)) throw error;
        throw toHttpError(error);
      }
    };
  return Object.fromEntries(
    Object.entries(provider).map(([name, value]) => [
      name,
      typeof value === "function" ? wrap(value as Method) : value,
    ]),
  );
}
