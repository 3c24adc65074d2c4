import type { Principal } from "@catalyst/contracts";
import { type Database, type TenantTransaction, withTenant } from "@catalyst/db";

/** Leaves the transaction with its result and without its writes. */
class RolledBack<T> extends Error {
  readonly result: T;

  constructor(result: T) {
    super("rolled back on purpose");
    this.result = result;
  }
}

/** Runs work in a tenant's transaction that is never committed; gives what the work gives. */
export async function withTenantRolledBack<T>(
  database: Database,
  principal: Principal,
  work: (tx: TenantTransaction) => Promise<T>,
): Promise<T> {
  try {
    return await withTenant<never>(database, principal, async (tx) => {
      throw new RolledBack(await work(tx));
    });
  } catch (error) {
    if (error instanceof RolledBack) return error.result;
    throw error;
  }
}
