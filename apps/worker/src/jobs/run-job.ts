import { DomainError, ImportId } from "@catalyst/contracts";
import {
  type BackgroundJob,
  type Database,
  type FindPrincipal,
  isUnavailable,
  type TenantTransaction,
  withTenant,
} from "@catalyst/db";
import { type ImportService, runBackfill } from "@catalyst/records";

/** Runs one job until it is done, or until the signal asks it to stop between two batches. */
export type RunJob = (job: BackgroundJob, signal: AbortSignal) => Promise<"done" | "stopped">;

/** What jobs are made of. */
export type JobParts = {
  readonly database: Database;
  readonly imports: ImportService;
  readonly principals: FindPrincipal;
};

type ImportJob = Extract<BackgroundJob, { kind: "import" }>;

/** Hands each kind of job to the record service. */
export function jobRunner(parts: JobParts): RunJob {
  return (job, signal) => {
    switch (job.kind) {
      case "backfill":
        return runBackfill(parts.database, { ...job, signal });
      case "import":
        return runImport(parts, job, signal);
    }
  };
}

/** Batch by batch, each in its own transaction, with the rights that whoever started the import has today. */
async function runImport(parts: JobParts, job: ImportJob, signal: AbortSignal): Promise<"done" | "stopped"> {
  const importId = ImportId.parse(job.importId);
  const { principal, active } = await parts.principals(job);
  const inTenant = async <T>(work: (tx: TenantTransaction) => Promise<T>): Promise<T> =>
    withTenant(parts.database, principal, work);
  try {
    if (!active) throw new DomainError("forbidden", "Whoever started the import is no active member any more.");
    while (!signal.aborted) {
      const { done } = await inTenant((tx) => parts.imports.runBatch(tx, importId));
      if (done) return "done";
    }
    return "stopped";
  } catch (error) {
    if (isUnavailable(error) || (error instanceof DomainError && error.code === "unavailable")) throw error;
    await inTenant((tx) => parts.imports.fail(tx, importId, reasonOf(error)));
    throw error;
  }
}

function reasonOf(error: unknown): string {
  return error instanceof DomainError ? error.message : "The import met a fault of ours and was stopped.";
}
