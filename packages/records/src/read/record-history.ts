import type { HistoryEntry, RecordKey } from "@catalyst/contracts";
import { DomainError } from "@catalyst/contracts";
import type { TenantTransaction } from "@catalyst/db";
import type { Metadata } from "../metadata/metadata.ts";
import { closedKeys, without } from "../metadata/readable-metadata.ts";
import { getRecord } from "./get-record.ts";

type HistoryRow = {
  readonly audit_id: number;
  readonly at: string;
  readonly principal_id: string | null;
  readonly action: HistoryEntry["action"];
  readonly before: Record<string, unknown>;
  readonly after: Record<string, unknown>;
  readonly reason_kind: string;
  readonly reason_id: string | null;
};

const LOAD_HISTORY = `
  select audit_id, at, principal_id, action, before, after, reason_kind, reason_id
  from crm.audit_log
  where tenant_id = $1 and entity_type = $2 and record_id = $3 and audit_id < $4
  order by audit_id desc limit $5`;

/** Which part of a record's history: entries before an id, newest first. */
export type HistoryRequest = RecordKey & { readonly limit: number; readonly before?: string | undefined };

/** What happened to a record, newest first; only for those who may see the record, and fields that they may see. */
export async function recordHistory(
  tx: TenantTransaction,
  metadata: Metadata,
  input: HistoryRequest,
): Promise<{ entries: HistoryEntry[]; nextBefore: string | null }> {
  const before = readBefore(input.before);
  await getRecord(tx, metadata, { entityType: input.entityType, id: input.id });
  const result = await tx.query<HistoryRow>("load-history", LOAD_HISTORY, [
    tx.principal.tenantId,
    input.entityType,
    input.id,
    before,
    input.limit + 1,
  ]);
  const closed = closedKeys(metadata, input.entityType, tx.principal.role);
  const entries = result.rows.slice(0, input.limit).map((row) => toEntry(row, closed));
  return { entries, nextBefore: result.rows.length > input.limit ? (entries.at(-1)?.auditId ?? null) : null };
}

function readBefore(text: string | undefined): number {
  if (text === undefined) return Number.MAX_SAFE_INTEGER;
  if (/^[1-9]\d{0,14}$/.test(text)) return Number(text);
  throw new DomainError("bad_request", "This part of the history can't be found. Load it again from the start.");
}

function toEntry(row: HistoryRow, closed: ReadonlySet<string>): HistoryEntry {
  return {
    auditId: String(row.audit_id),
    at: row.at,
    principalId: row.principal_id,
    action: row.action,
    before: without(row.before, closed),
    after: without(row.after, closed),
    reason: { kind: row.reason_kind, id: row.reason_id },
  };
}
