import { DomainError } from "@catalyst/contracts";
import {
  type BackgroundJob,
  type Database,
  type FindPrincipal,
  isUnavailable,
  type TenantTransaction,
  withTenant,
} from "@catalyst/db";

/** What jobs that act for a member are made of. */
export type MemberJobParts = { readonly database: Database; readonly principals: FindPrincipal };

/** A member's job: one batch, and how it is told to have failed. `name` completes "Whoever started ...". */
export type MemberWork = {
  readonly name: string;
  readonly batch: (tx: TenantTransaction) => Promise<{ done: boolean }>;
  readonly fail: (tx: TenantTransaction, message: string) => Promise<void>;
};

type MemberJob = Pick<BackgroundJob, "tenantId" | "principalId">;

/** Batch by batch, each in its own transaction, with the rights that whoever started the job has today. */
export async function runAsMember(
  parts: MemberJobParts,
  job: MemberJob & { readonly signal: AbortSignal },
  work: MemberWork,
): Promise<"done" | "stopped"> {
  const { principal, active } = await parts.principals(job);
  const inTenant = async <T>(action: (tx: TenantTransaction) => Promise<T>): Promise<T> =>
    withTenant(parts.database, principal, action);
  try {
    if (!active) throw new DomainError("forbidden", `Whoever started ${work.name} is no active member any more.`);
    while (!job.signal.aborted) {
      const { done } = await inTenant(work.batch);
      if (done) return "done";
    }
    return "stopped";
  } catch (error) {
    if (isUnavailable(error) || (error instanceof DomainError && error.code === "unavailable")) throw error;
    await inTenant((tx) => work.fail(tx, reasonOf(error, work.name)));
    throw error;
  }
}

function reasonOf(error: unknown, name: string): string {
  return error instanceof DomainError ? error.message : `A fault of ours stopped ${name}.`;
}
