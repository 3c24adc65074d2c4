import type { TenantTransaction } from "@catalyst/db";
import type { WrittenRecord } from "./create-record.ts";

const lastWritten = new WeakMap<TenantTransaction, WrittenRecord>();

/**
 * Keeps the record that a transaction has just written, and therefore holds locked: a workflow's next step most often
 * changes the same one, and need not read it again.
 */
export function keepJustWritten(tx: TenantTransaction, written: WrittenRecord): void {
  lastWritten.set(tx, written);
}

/** What the transaction's last write left, once: any write between two changes of a record makes the second one read it. */
export function takeJustWritten(tx: TenantTransaction): WrittenRecord | null {
  const written = lastWritten.get(tx) ?? null;
  lastWritten.delete(tx);
  return written;
}
