import type { TenantTransaction } from "@catalyst/db";
import { readMetadata } from "./load-metadata.ts";
import type { Metadata } from "./metadata.ts";
import { metadataFor } from "./readable-metadata.ts";

/** Tenants whose metadata is kept in memory at most; about 100 kB each with many fields. */
const TENANT_LIMIT = 200;

/** Gives a transaction's metadata; reads it only when the version is another one than last time. */
export type MetadataCache = {
  /** As the transaction's principal knows it: what reads work with. */
  load(tx: TenantTransaction): Promise<Metadata>;
  /** With every field, whoever asks: what writes and maintenance work with. */
  loadAll(tx: TenantTransaction): Promise<Metadata>;
  /** Says that the transaction changes metadata itself: from here on it reads them afresh, and nothing of it is kept. */
  changing(tx: TenantTransaction): TenantTransaction;
};

/** A cache by tenant. Each entry is of one committed version, which `app.enter` names with the transaction's first statement. */
export function metadataCache(): MetadataCache {
  const entries = new Map<string, Metadata>();
  const changing = new WeakSet<TenantTransaction>();
  const loadAll = async (tx: TenantTransaction): Promise<Metadata> => {
    const known = entries.get(tx.principal.tenantId);
    if (known !== undefined && known.version === tx.metadataVersion && !changing.has(tx)) return known;
    const metadata = await readMetadata(tx);
    // Another version is newer than the transaction, or made by it and not committed yet.
    if (metadata.version === tx.metadataVersion && !changing.has(tx)) keep(entries, tx.principal.tenantId, metadata);
    return metadata;
  };
  return {
    loadAll,
    load: async (tx) => metadataFor(await loadAll(tx), tx.principal.role),
    changing(tx) {
      changing.add(tx);
      return tx;
    },
  };
}

function keep(entries: Map<string, Metadata>, tenantId: string, metadata: Metadata): void {
  entries.delete(tenantId);
  entries.set(tenantId, metadata);
  const oldest = entries.keys().next();
  if (entries.size > TENANT_LIMIT && oldest.done !== true) entries.delete(oldest.value);
}
