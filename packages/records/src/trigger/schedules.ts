import { DomainError, type PrincipalId, type TriggerDefinition, type WorkflowId } from "@catalyst/contracts";
import type { TenantTransaction } from "@catalyst/db";
import { nextOccurrence, parseCron } from "@catalyst/workflow-engine";
import { startWorkflow, type WorkflowStarter } from "./start-workflow.ts";

/** A start this late is still on time: workers were restarted, or busy. */
const ON_TIME_MS = 10 * 60_000;

const SET_SCHEDULE = "select engine.set_schedule($1, $2, $3)";

/** Sets, or takes away, when a workflow's schedule starts it next; its runs act for whoever sets it. */
export async function setSchedule(
  tx: TenantTransaction,
  workflowId: WorkflowId,
  trigger: TriggerDefinition | null,
): Promise<void> {
  await keepNext(tx, workflowId, trigger === null ? null : nextTime(trigger, Date.now()));
}

/**
 * Starts what a schedule has due, and sets its next time, in one transaction: a job that runs twice starts nothing twice.
 * Times that nobody could keep are left out, or made up for by one run, as the schedule says.
 */
export async function runSchedule(
  tx: TenantTransaction,
  starter: WorkflowStarter,
  due: { readonly workflowId: WorkflowId; readonly occurrence: string },
): Promise<void> {
  const { workflowId, occurrence } = due;
  const metadata = await starter.metadata(tx);
  const trigger = metadata.triggers.find((candidate) => candidate.workflowId === workflowId)?.trigger;
  if (trigger?.type !== "schedule@1") return keepNext(tx, workflowId, null);
  const nowMs = Date.parse(starter.inserter.ports.now());
  const isLate = nowMs - Date.parse(occurrence) > ON_TIME_MS;
  if (!isLate || trigger.config.schedule?.missed === "once") {
    const input = { scheduledFor: occurrence };
    const start = { workflowId, event: "schedule", key: `schedule:${occurrence}`, recordIds: null, input } as const;
    await startWorkflow(tx, starter, start);
  }
  await keepNext(tx, workflowId, nextTime(trigger, Math.max(nowMs, Date.parse(occurrence))));
}

function nextTime(trigger: TriggerDefinition, afterMs: number): string | null {
  const { schedule } = trigger.config;
  if (trigger.type !== "schedule@1" || schedule === undefined) return null;
  const cron = parseCron(schedule.cron);
  if (typeof cron === "string") throw new DomainError("workflow_invalid", cron);
  const next = nextOccurrence(cron, afterMs, schedule.timeZone);
  return next === null ? null : new Date(next).toISOString();
}

async function keepNext(tx: TenantTransaction, workflowId: WorkflowId, next: string | null): Promise<void> {
  await tx.query("set-schedule", SET_SCHEDULE, [workflowId, tx.principal.principalId, next]);
}

/** Pauses the workflows that act for somebody who has left, and tells the admins, once; gives how many. */
export async function pauseOrphaned(tx: TenantTransaction, principalId: PrincipalId): Promise<number> {
  const text = "select engine.pause_orphaned($1) as paused";
  return (await tx.query<{ paused: number }>("pause-orphaned", text, [principalId])).rows[0]?.paused ?? 0;
}
