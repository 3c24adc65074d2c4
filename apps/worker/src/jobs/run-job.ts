import { allows, DomainError, ExportId, ImportId } from "@catalyst/contracts";
import { type BackgroundJob, type FindPrincipal, upkeepPrincipal, withTenant } from "@catalyst/db";
import {
  type EnrolmentParts,
  type ExportService,
  failEnrolment,
  type FieldService,
  type ImportService,
  type RecordService,
  runBackfill,
  runPurge,
  runTypeChange,
  runNumbering,
  runRecomputation,
  runRollups,
  runReindex,
  runEnrolmentBatch,
  runSchedule,
  pauseOrphaned,
  type WorkflowStarter,
} from "@catalyst/records";
import { runRetention } from "./delete-old-runs.ts";
import { type NoticeMailParts, sendNoticeMails } from "./notice-mails.ts";
import { runAsMember } from "./run-as-member.ts";

/** Runs one job until it is done, or until the signal asks it to stop between two batches. */
export type RunJob = (job: BackgroundJob, signal: AbortSignal) => Promise<"done" | "stopped">;

/** What jobs are made of. */
export type JobParts = NoticeMailParts & {
  readonly records: Pick<
    RecordService,
    "runDeletionBatch" | "failDeletion" | "followValues" | "runRecomputationBatch" | "runRollupBatch"
  >;
  readonly fields: FieldService;
  readonly starter: WorkflowStarter;
  readonly enrolments: EnrolmentParts;
  readonly imports: ImportService;
  readonly exports: ExportService;
  readonly principals: FindPrincipal;
  /** Told after each batch of a field's job: where crash tests cut the power. */
  readonly onBatch: () => void;
};

type ImportJob = Extract<BackgroundJob, { kind: "import" }>;
type DeletionJob = Extract<BackgroundJob, { kind: "deletion" }>;
type EnrolmentJob = Extract<BackgroundJob, { kind: "enrolment" }>;
type ScheduleJob = Extract<BackgroundJob, { kind: "schedule" }>;
type ExportJob = Extract<BackgroundJob, { kind: "export" }>;

/** Hands each kind of job to the record service. */
export function jobRunner(parts: JobParts): RunJob {
  return (job, signal) => {
    switch (job.kind) {
      case "backfill":
        return runBackfill(parts.database, { ...job, signal, onBatch: parts.onBatch });
      case "typeChange":
        return runTypeChange(parts, { ...job, signal, onBatch: parts.onBatch });
      case "purge":
        return runPurge(parts, { ...job, signal, onBatch: parts.onBatch });
      case "import":
        return runImport(parts, job, signal);
      case "autoNumber":
        return runNumbering(parts.database, { ...job, signal, onNumbered: parts.records.followValues });
      case "recompute":
        return runRecomputation(parts, { ...job, signal, onBatch: parts.onBatch });
      case "rollup":
        return runRollups(parts, { ...job, signal, onBatch: parts.onBatch });
      case "reindex":
        return runReindex(parts.database, { ...job, signal });
      case "retention":
        return runRetention(parts.database, job, signal);
      case "deletion":
        return runDeletion(parts, job, signal);
      case "export":
        return runExport(parts, job, signal);
      case "enrolment":
        return enrolRecords(parts, job, signal);
      case "schedule":
        return startScheduled(parts, job, signal);
      case "noticeMails":
        return sendNoticeMails(parts, job);
    }
  };
}

async function runImport(parts: JobParts, job: ImportJob, signal: AbortSignal): Promise<"done" | "stopped"> {
  const importId = ImportId.parse(job.importId);
  return runAsMember(
    parts,
    { ...job, signal },
    {
      name: "the import",
      batch: (tx) => parts.imports.runBatch(tx, importId),
      fail: (tx, message) => parts.imports.fail(tx, importId, message),
    },
  );
}

async function runDeletion(parts: JobParts, job: DeletionJob, signal: AbortSignal): Promise<"done" | "stopped"> {
  return runAsMember(
    parts,
    { ...job, signal },
    {
      name: "the deletion",
      batch: (tx) => {
        if (!allows(tx.principal.role, "records.delete"))
          throw new DomainError("forbidden", "Whoever started the deletion may not delete any more.");
        return parts.records.runDeletionBatch(tx, job.deletionId);
      },
      fail: (tx, message) => parts.records.failDeletion(tx, job.deletionId, message),
    },
  );
}

async function runExport(parts: JobParts, job: ExportJob, signal: AbortSignal): Promise<"done" | "stopped"> {
  const exportId = ExportId.parse(job.exportId);
  return runAsMember(
    parts,
    { ...job, signal },
    {
      name: "the export",
      batch: (tx) => {
        if (!allows(tx.principal.role, "records.export"))
          throw new DomainError("forbidden", "Whoever started the export may not export any more.");
        return parts.exports.runBatch(tx, exportId);
      },
      fail: (tx, message) => parts.exports.fail(tx, exportId, message),
    },
  );
}

/** A time that can't be kept is not kept later: the schedule goes on with its next one; who has left has none. */
async function startScheduled(parts: JobParts, job: ScheduleJob, signal: AbortSignal): Promise<"done" | "stopped"> {
  if (!(await parts.principals(job)).active) {
    await withTenant(parts.database, upkeepPrincipal(job.tenantId), (tx) => pauseOrphaned(tx, job.principalId));
    return "done";
  }
  return runAsMember(
    parts,
    { ...job, signal },
    {
      name: "the schedule",
      batch: async (tx) => {
        await runSchedule(tx, parts.starter, job);
        return { done: true };
      },
      fail: async () => undefined,
    },
  );
}

/** One batch a job: the next one rests in the queue, so that nobody's worker is held by a slow rate. */
async function enrolRecords(parts: JobParts, job: EnrolmentJob, signal: AbortSignal): Promise<"done" | "stopped"> {
  return runAsMember(
    parts,
    { ...job, signal },
    {
      name: "the enrolment",
      batch: async (tx) => {
        await runEnrolmentBatch(tx, parts.enrolments, job.enrolmentId);
        return { done: true };
      },
      fail: (tx, message) => failEnrolment(tx, job.enrolmentId, message),
    },
  );
}
