import type { WorkflowGraph } from "@catalyst/contracts";
import type {
  CommitRequest,
  CommitResult,
  JsonValue,
  LoadedRun,
  RunStore,
  Segment,
  SegmentCommit,
} from "@catalyst/workflow-engine";
import { commitSegments, Fenced, type SegmentStore } from "./commit-segments.ts";
import type { Database } from "./database.ts";
import { isUnavailable } from "./errors.ts";
import { createGroupCommit } from "./group-commit.ts";
import type { WorkQueue } from "./queue.ts";
import type { FindPrincipal } from "./run-principal.ts";
import { LOAD_PAYLOAD, LOAD_REQUEST } from "./statement/run-commit.ts";
import { type TenantTransaction, withTenant } from "./with-tenant.ts";

/** What the store is made of. */
export type RunStoreParts = {
  readonly database: Database;
  readonly queue: Pick<WorkQueue, "wakeRuns" | "nudgeRuns">;
  readonly principals: FindPrincipal;
  /** Reads at once what runs that begin together will change one by one. Only to save time: they read it themselves else. */
  readonly foresee?: (tx: TenantTransaction, runs: readonly LoadedRun[]) => Promise<void>;
};

type Request = CommitRequest<TenantTransaction>;

/** Runs in PostgreSQL: commits are transactions in the runs' tenant, as their principal; first commits may share one. */
export function createRunStore(parts: RunStoreParts): RunStore<TenantTransaction> {
  const graphs = new Map<string, WorkflowGraph>();
  const together = (requests: readonly Request[]): Promise<readonly CommitResult[]> =>
    commit({ foresee: () => Promise.resolve(), ...parts, graphs }, requests);
  const grouped = createGroupCommit<Request, CommitResult>({
    keyOf: ({ claim }) => `${claim.tenantId} ${claim.principalId}`,
    together,
    mayHelp: (error) => !isUnavailable(error),
  });
  return {
    commit: async (request) => {
      if (request.together === true) return await grouped(request);
      const [result] = await together([request]);
      return result ?? { kind: "fenced" };
    },
    async loadRequest(claim, seq) {
      const { principal } = await parts.principals(claim);
      const values = [claim.tenantId, claim.runMonth, claim.runId, seq];
      const result = await withTenant(parts.database, principal, (tx) =>
        tx.query<{ request: JsonValue }>("load-request", LOAD_REQUEST, values),
      );
      return result.rows[0]?.request ?? null;
    },
    async loadPayload(tx, { runId, seq }) {
      const values = [tx.principal.tenantId, runId, seq];
      return (await tx.query<{ value: JsonValue }>("load-payload", LOAD_PAYLOAD, values)).rows[0]?.value ?? null;
    },
  };
}

/** Commits segments of runs of one principal, all or none; what another worker holds is left out, and its result says so. */
async function commit(
  parts: RunStoreParts & SegmentStore,
  requests: readonly Request[],
): Promise<readonly CommitResult[]> {
  const [first] = requests;
  if (first === undefined) return [];
  const { principal, active } = await parts.principals(first.claim);
  const works = active ? requests : requests.map((request) => ({ ...request, work: endWithoutMember }));
  try {
    const results = await withTenant(parts.database, principal, (tx) => commitSegments(parts, tx, works));
    return active ? results : requests.map(() => ({ kind: "fenced" }));
  } catch (error) {
    if (error instanceof Fenced) return requests.map(() => ({ kind: "fenced" }));
    throw error;
  }
}

/** Automation ends with the rights of whoever started it. */
async function endWithoutMember({ run }: Segment<TenantTransaction>): Promise<SegmentCommit> {
  const detail = "Whoever started this run is no active member any more.";
  const next = { kind: "ended", status: "failed", detail } as const;
  return { state: run.state, rows: [], waits: [], resolvedWaits: [], next };
}
