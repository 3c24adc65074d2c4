import type { Arrivals, JsonValue, RunState, WaitReason } from "@catalyst/workflow-engine";
import { RunId } from "@catalyst/contracts";
import type { WorkQueue } from "./queue.ts";
import {
  FIND_WAITING,
  GIVE_EVENTS_BACK,
  INSERT_EVENT,
  LOCK_DECISIONS,
  LOCK_KEYS,
  TAKE_EVENTS,
  WAKE_FOR_EVENTS,
} from "./statement/run-arrival.ts";
import type { TenantTransaction } from "./with-tenant.ts";

/** Something that happened, for a run that waits for it or will. */
export type RunEvent = {
  /** Where it comes from; with `externalId` it names the event for ever. */
  readonly source: string;
  readonly externalId: string;
  /** What a wait names to get it. */
  readonly key: string;
  readonly payload: JsonValue;
};

/** How long an event waits for somebody to want it. */
const EVENT_DAYS = 30;
/** A run may wait for a year, so what its child leaves has to last longer. */
const CHILD_EVENT_DAYS = 400;
/** Source of the events that ended child runs leave. */
const CHILD_SOURCE = "run";

type Nudge = Pick<WorkQueue, "nudgeRuns">;
type ArrivalRow = { readonly wait_id: string; readonly payload: JsonValue };
type DecisionRow = ArrivalRow & { readonly decided: boolean };
type TakenRow = ArrivalRow & { readonly source: string; readonly external_id: string };
const NOTHING: Taken = { arrivals: new Map(), events: [] };

/** What has arrived for a run, and the events among it. */
export type Taken = { readonly arrivals: Arrivals; readonly events: readonly TakenRow[] };

/** Leaves an event, and wakes whoever waits for it, in the caller's transaction. Events of ended runs need no lock: their waits are older. */
export async function deliverEvent(tx: TenantTransaction, queue: Nudge, event: RunEvent): Promise<void> {
  const { tenantId } = tx.principal;
  const isChild = event.source === CHILD_SOURCE;
  if (!isChild) await tx.query("lock-keys", LOCK_KEYS, [tenantId, [event.key]]);
  const days = isChild ? CHILD_EVENT_DAYS : EVENT_DAYS;
  const { source, externalId, key, payload } = event;
  const kept = await tx.query("insert-event", INSERT_EVENT, [
    tenantId,
    source,
    externalId,
    key,
    JSON.stringify(payload),
    days,
  ]);
  if (kept.rowCount === 0) return;
  const { rows } = await tx.query<{ run_id: string }>("find-waiting", FIND_WAITING, [tenantId, key]);
  if (rows.length > 0)
    await queue.nudgeRuns(
      tx,
      rows.map((row) => RunId.parse(row.run_id)),
    );
}

/** The event that a child run leaves when it ends. */
export function childEvent(runId: RunId, payload: JsonValue): RunEvent {
  return { source: CHILD_SOURCE, externalId: runId, key: `child:${runId}`, payload };
}

/** What has arrived for a run's open waits. The events are taken with this commit; approvals stay locked until it. */
export async function loadArrivals(tx: TenantTransaction, state: RunState): Promise<Taken> {
  const [events, approvals] = [openWaits(state, ["event", "child"]), openWaits(state, ["approval"])];
  if (events.length + approvals.length === 0) return NOTHING;
  const { tenantId } = tx.principal;
  const decided =
    approvals.length === 0
      ? []
      : (await tx.query<DecisionRow>("lock-decisions", LOCK_DECISIONS, [tenantId, approvals])).rows;
  const taken =
    events.length === 0 ? [] : (await tx.query<TakenRow>("take-events", TAKE_EVENTS, [tenantId, events])).rows;
  const rows = [...decided.filter((row) => row.decided), ...taken];
  return { arrivals: new Map(rows.map((row) => [row.wait_id, row.payload])), events: taken };
}

/** Gives events back for whose waits the segment had no room: the next one takes them again. */
export async function giveBackUnused(
  tx: TenantTransaction,
  { events }: Taken,
  resolved: readonly string[],
): Promise<void> {
  const unused = events.filter((event) => !resolved.includes(event.wait_id));
  if (unused.length === 0) return;
  const names = unused.map(({ source, external_id }) => ({ source, external_id }));
  await tx.query("give-events-back", GIVE_EVENTS_BACK, [tx.principal.tenantId, JSON.stringify(names)]);
}

/** Locks the keys of waits for events that are about to begin. */
export async function lockKeys(tx: TenantTransaction, keys: readonly string[]): Promise<void> {
  await tx.query("lock-keys", LOCK_KEYS, [tx.principal.tenantId, keys]);
}

/** Looks for events that were there before the waits of a run; says whether the run has become runnable. */
export async function wakeForEvents(tx: TenantTransaction, runId: RunId): Promise<boolean> {
  const values = [tx.principal.tenantId, runId];
  const { rows } = await tx.query<{ status: string }>("wake-for-events", WAKE_FOR_EVENTS, values);
  return rows[0]?.status === "runnable";
}

function openWaits(state: RunState, reasons: readonly WaitReason[]): readonly string[] {
  return state.tokens.flatMap(({ position }) =>
    position.kind === "waiting" && reasons.includes(position.reason) ? [position.waitId] : [],
  );
}
