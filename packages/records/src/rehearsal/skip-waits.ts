import type { RehearseInput, SkippedWait } from "@catalyst/contracts";
import type { JsonValue, RunState } from "@catalyst/workflow-engine";

/** What a rehearsal makes of the waits of a run that sleeps: what arrives for them, or the time to which the clock moves. */
export type WaitsPassed = {
  readonly waits: readonly SkippedWait[];
  readonly arrivals: ReadonlyMap<string, JsonValue>;
  /** Null: something arrives, and the clock stays. */
  readonly nowMs: number | null;
};

/** Whoever is asked decides at once, a run that was called ends at once, and else time passes. Null: nothing would ever come. Pure. */
export function passWaits(
  state: RunState,
  decision: Pick<RehearseInput, "approvals"> & { readonly decidedBy: string },
): WaitsPassed | null {
  const open = state.tokens.flatMap(({ stepKey, position }) =>
    position.kind === "waiting" ? [{ stepKey, position }] : [],
  );
  const arrivals = new Map<string, JsonValue>();
  for (const { position } of open) {
    if (position.reason === "approval")
      arrivals.set(position.waitId, {
        decision: decision.approvals,
        decidedBy: decision.decidedBy,
        reason: "Rehearsal",
      });
    if (position.reason === "child") arrivals.set(position.waitId, { status: "completed", detail: null, result: null });
  }
  const due = open.flatMap(({ position }) => (position.dueAt === null ? [] : [Date.parse(position.dueAt)]));
  if (arrivals.size === 0 && due.length === 0) return null;
  const passed = arrivals.size > 0 ? open.filter(({ position }) => arrivals.has(position.waitId)) : open;
  return {
    waits: passed.map(({ stepKey, position }) => ({ stepKey, kind: position.reason, until: position.dueAt })),
    arrivals,
    nowMs: arrivals.size > 0 ? null : Math.min(...due),
  };
}
