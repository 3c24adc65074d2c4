import {
  type CapturedCall,
  DomainError,
  type Principal,
  REHEARSAL_STEP_LIMIT,
  type Rehearsal,
  type RehearseInput,
  RunId,
  type SkippedWait,
  type TriggerSnapshot,
  VersionId,
  type WorkflowGraph,
} from "@catalyst/contracts";
import type { Database, TenantTransaction } from "@catalyst/db";
import { advanceRun, type EnginePorts, startRun } from "@catalyst/workflow-engine";
import type { RecordService } from "../record-service.ts";
import { loadWorkflow } from "../workflow/workflow-row.ts";
import type { WorkflowService } from "../workflow/workflow-service.ts";
import { listChanges } from "./list-changes.ts";
import { capturedHttp, capturedMail, rehearsalEffects, type RehearsalWorld } from "./rehearsal-effects.ts";
import { type RehearsedRun, rehearsalStore } from "./rehearsal-store.ts";
import { withTenantRolledBack } from "./roll-back.ts";
import { passWaits } from "./skip-waits.ts";
import { rehearsedTrigger, wouldStart } from "./rehearsed-trigger.ts";

/** What a rehearsal needs. `now` in ms. */
export type RehearsalParts = {
  readonly database: Database;
  readonly records: RecordService;
  readonly workflows: Pick<WorkflowService, "validate">;
  readonly newId: () => string;
  readonly now: () => number;
};

/**
 * Tries a draft on a real record: every step runs as it would, in one transaction that is rolled back; mail, calls and
 * messages are written down instead of sent, and waits are not sat out.
 * @throws DomainError `workflow_invalid` for a graph with errors, `not_found` for a record that is not there
 */
export function rehearse(parts: RehearsalParts, principal: Principal, input: RehearseInput): Promise<Rehearsal> {
  return withTenantRolledBack(parts.database, principal, async (tx) => {
    const { draft_graph: draft } = await loadWorkflow(tx, input.workflowId);
    const graph = oneAtATime(input.graph ?? draft);
    await assertSound(tx, parts, graph);
    const trigger = await rehearsedTrigger(tx, parts.records, { graph, input });
    const metadata = await parts.records.metadata(tx);
    const starts = wouldStart(graph, trigger, { metadata, now: new Date(parts.now()).toISOString() });
    return { ...(await play(tx, parts, { input, graph, trigger })), wouldStart: starts };
  });
}

type Play = { readonly input: RehearseInput; readonly graph: WorkflowGraph; readonly trigger: TriggerSnapshot };

async function play(tx: TenantTransaction, parts: RehearsalParts, asked: Play): Promise<Omit<Rehearsal, "wouldStart">> {
  const captured: CapturedCall[] = [];
  const waits: SkippedWait[] = [];
  const world: RehearsalWorld = { records: parts.records, newId: parts.newId, captured, lists: new Map() };
  const rehearsed = begin(tx, parts, asked);
  const clock = { nowMs: parts.now() };
  const ports = rehearsalPorts({ tx, parts, world, rehearsed, clock });
  for (;;) {
    const result = await advanceRun(ports, {
      claim: rehearsed.claim,
      stopping: () => rehearsed.segments >= REHEARSAL_STEP_LIMIT,
    });
    if (result !== "waiting") break;
    const decision = { approvals: asked.input.approvals, decidedBy: tx.principal.principalId };
    const passed = passWaits(rehearsed.run.state, decision);
    if (passed === null) break;
    waits.push(...passed.waits);
    for (const [waitId, payload] of passed.arrivals) rehearsed.arrivals.set(waitId, payload);
    clock.nowMs = passed.nowMs ?? clock.nowMs;
  }
  const { changes, otherRuns } = await listChanges(tx, rehearsed.claim.runId);
  return { ...endOf(rehearsed), steps: rehearsed.steps, changes, captured, waits, otherRuns };
}

function endOf({ next, segments }: RehearsedRun): Pick<Rehearsal, "status" | "detail"> {
  if (next.kind === "ended") return { status: next.status, detail: next.detail };
  if (next.kind === "waiting") return { status: "waiting", detail: next.detail };
  const detail = segments >= REHEARSAL_STEP_LIMIT ? `Stopped after ${REHEARSAL_STEP_LIMIT} rounds of steps.` : null;
  return { status: "running", detail };
}

function begin(tx: TenantTransaction, { newId, now }: RehearsalParts, { input, graph, trigger }: Play): RehearsedRun {
  const runId = RunId.parse(newId());
  const { tenantId, principalId } = tx.principal;
  const runMonth = `${new Date(now()).toISOString().slice(0, 7)}-01`;
  return {
    principal: tx.principal,
    claim: { runId, tenantId, principalId, runMonth, fence: 1, seq: 0 },
    run: {
      graph,
      state: startRun(graph),
      trigger,
      rootId: runId,
      depth: 0,
      workflowId: input.workflowId,
      versionId: VersionId.parse(newId()),
      parentRunId: null,
    },
    next: { kind: "running" },
    segments: 0,
    arrivals: new Map(),
    steps: [],
    requests: new Map(),
    payloads: new Map(),
  };
}

type PortParts = {
  readonly tx: TenantTransaction;
  readonly parts: RehearsalParts;
  readonly world: RehearsalWorld;
  readonly rehearsed: RehearsedRun;
  readonly clock: { nowMs: number };
};

function rehearsalPorts({ tx, parts, world, rehearsed, clock }: PortParts): EnginePorts<TenantTransaction> {
  const now = (): string => new Date(clock.nowMs).toISOString();
  return {
    store: rehearsalStore(tx, rehearsed, now),
    effects: (segment, cause) => rehearsalEffects(world, segment, cause),
    mail: capturedMail(world),
    http: capturedHttp(world),
    now,
    newId: parts.newId,
    chance: () => 0.5,
    reach: () => undefined,
  };
}

/** Shares of a loop would run in runs of their own, which a rolled back transaction can't have. */
function oneAtATime(graph: WorkflowGraph): WorkflowGraph {
  const steps = graph.steps.map((step) =>
    step.type === "for_each@1" ? { ...step, config: { ...step.config, atOnce: 1 } } : step,
  );
  return { ...graph, steps };
}

async function assertSound(tx: TenantTransaction, { workflows }: RehearsalParts, graph: WorkflowGraph): Promise<void> {
  const errors = (await workflows.validate(tx, graph)).filter((problem) => problem.severity === "error");
  if (errors.length === 0) return;
  throw new DomainError("workflow_invalid", "Solve the problems of this workflow before you rehearse it.", {
    problems: errors.map(({ stepKey, path, code, message }) => ({
      field: [stepKey ?? "trigger", path].filter((part) => part !== null).join("."),
      code,
      message,
    })),
  });
}
