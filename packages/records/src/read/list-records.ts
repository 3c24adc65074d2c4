import { COUNT_LIMIT, type CountRecordsInput, type ListRecordsInput, type RecordPage } from "@catalyst/contracts";
import {
  compileCount,
  compileList,
  type CompiledList,
  type FilterClock,
  type PageRequest,
  type RecordSelection,
} from "@catalyst/custom-fields";
import type { TenantTransaction } from "@catalyst/db";
import { clockOf, requireEntityType, type Metadata } from "../metadata/metadata.ts";
import { preparedName } from "./prepared-name.ts";
import { loadLinks } from "./record-links.ts";
import { NO_RELATIONS, recordColumns, toRecord, type RecordRow } from "./record-row.ts";

/** What to list or count; `clock`: what relative dates are counted from, where that is not now. */
export type ListRequest = ListRecordsInput & { readonly clock?: FilterClock };
export type CountRequest = CountRecordsInput & { readonly clock?: FilterClock };

type ListedRow = RecordRow & { readonly sort_value: string | null };

/** One page of a list: one statement for the records, one for what they point to; one more where empty values begin. */
export async function listRecords(tx: TenantTransaction, metadata: Metadata, input: ListRequest): Promise<RecordPage> {
  const selection = selectionOf(tx, metadata, input);
  const list = compileList(selection, input.sort, input.cursor);
  const rows = await readPage(tx, { list, columns: recordColumns(selection.entityType), limit: input.limit + 1 });
  const page = rows.slice(0, input.limit);
  const links = await loadLinks(
    tx,
    selection.entityType,
    page.map((row) => row.id),
  );
  const last = page.at(-1);
  return {
    records: page.map((row) => toRecord(selection.entityType, row, links.byRecord.get(row.id) ?? NO_RELATIONS)),
    references: links.references,
    nextCursor: rows.length > input.limit && last !== undefined ? cursorOf(list, last) : null,
  };
}

/** How many records a selection has, up to a limit. */
export async function countRecords(
  tx: TenantTransaction,
  metadata: Metadata,
  input: CountRequest,
): Promise<{ count: number; capped: boolean }> {
  const { text, values } = compileCount(selectionOf(tx, metadata, input), COUNT_LIMIT + 1);
  const result = await tx.query<{ count: number }>(null, text, values);
  const count = result.rows[0]?.count ?? 0;
  return { count: Math.min(count, COUNT_LIMIT), capped: count > COUNT_LIMIT };
}

function selectionOf(tx: TenantTransaction, metadata: Metadata, input: CountRequest): RecordSelection {
  const entityType = requireEntityType(metadata, input.entityType);
  const { filter, search, deleted } = input;
  const clock = input.clock ?? clockOf(metadata, tx.principal.principalId);
  return { entityType, entityTypes: metadata.entityTypes, clock, principal: tx.principal, filter, search, deleted };
}

type PageReading = { readonly list: CompiledList; readonly columns: string; readonly limit: number };

async function readPage(tx: TenantTransaction, reading: PageReading): Promise<readonly ListedRow[]> {
  const { list, limit } = reading;
  const rows = await readPhase(tx, reading, { ...list.start, limit });
  const next = list.nextPhase(list.start.phase);
  if (rows.length >= limit || next === null) return rows;
  return [...rows, ...(await readPhase(tx, reading, { phase: next, after: null, limit: limit - rows.length }))];
}

/**
 * Planning takes twice as long as reading a page, so plain lists and those filtered by one indexed field are prepared:
 * their texts are few. Other filters make texts without end, which no connection should keep, and want a plan for their
 * very values.
 */
async function readPhase(
  tx: TenantTransaction,
  reading: PageReading,
  request: Omit<PageRequest, "columns">,
): Promise<readonly ListedRow[]> {
  const { text, values } = reading.list.select({ ...request, columns: reading.columns });
  const name = reading.list.preparable && request.limit === reading.limit ? preparedName("list", text) : null;
  return (await tx.query<ListedRow>(name, text, values)).rows;
}

function cursorOf(list: CompiledList, row: ListedRow): string {
  const { id, created_at: createdAt, sort_value: value } = row;
  return list.cursorAfter({ phase: value === null ? "empty" : "values", value, createdAt, id });
}
