import { PrismaPg } from "@prisma/adapter-pg";
import { assert } from "@catalyst/contracts";
import { PrismaClient } from "./generated/client.ts";
import { openPinnedPool, type PinnedPool } from "./pinned-pool.ts";
import type { TenantTransaction } from "./with-tenant.ts";

/** A client takes about 9 MB; administration is rare, so two are enough and a third caller waits. */
const MAX_CLIENTS = 2;

type Slot = { readonly client: PrismaClient; readonly pool: PinnedPool };

const idle: Slot[] = [];
const waiting: ((slot: Slot) => void)[] = [];
let opened = 0;

/**
 * Lends a Prisma client that works on the transaction's own connection: in its tenant, under row level security, committed
 * or rolled back with it. `$transaction` in it becomes a savepoint. For low-frequency administration; do not nest calls.
 */
export async function prismaInTenant<T>(tx: TenantTransaction, work: (prisma: PrismaClient) => Promise<T>): Promise<T> {
  const slot = await takeSlot();
  slot.pool.pin(tx.client);
  try {
    return await work(slot.client);
  } finally {
    slot.pool.unpin();
    returnSlot(slot);
  }
}

async function takeSlot(): Promise<Slot> {
  const slot = idle.pop();
  if (slot) return slot;
  if (opened < MAX_CLIENTS) return openSlot();
  return new Promise((resolve) => waiting.push(resolve));
}

function returnSlot(slot: Slot): void {
  const next = waiting.shift();
  if (next) next(slot);
  else idle.push(slot);
}

function openSlot(): Slot {
  opened += 1;
  assert(opened <= MAX_CLIENTS, "more Prisma clients than allowed");
  const pool = openPinnedPool();
  return { pool, client: new PrismaClient({ adapter: new PrismaPg(pool.facade) }) };
}
