import {
  PrincipalId,
  RecordId,
  type RunDetail,
  RunId,
  type RunStepRecord,
  VersionId,
  WorkflowId,
} from "@catalyst/contracts";
import { expect, test } from "vitest";
import { hasEnded, isTaken, runStates, stepToShow } from "./run-states.ts";

const ID = "00000000-0000-4000-8000-000000000001";
const AT = "2026-11-22T10:00:00.000Z";
const delay = (key: string) => ({ key, type: "delay@1", name: key, config: {}, onError: "fail" as const });

function record(stepKey: string, status: RunStepRecord["status"], more: Partial<RunStepRecord> = {}): RunStepRecord {
  return {
    seq: 1,
    stepKey,
    path: "",
    attempt: 1,
    status,
    input: null,
    output: null,
    error: null,
    largeOutput: null,
    idempotencyKey: "k",
    startedAt: AT,
    endedAt: AT,
    ...more,
  };
}

function run(more: Partial<RunDetail>): RunDetail {
  return {
    runId: RunId.parse(ID),
    workflowId: WorkflowId.parse(ID),
    versionId: VersionId.parse(ID),
    principalId: PrincipalId.parse(ID),
    recordId: RecordId.parse(ID),
    workflowName: "W",
    versionNumber: 1,
    status: "running",
    entityType: "companies",
    recordName: "Acme",
    startedAt: AT,
    endedAt: null,
    detail: null,
    graph: {
      schema: 1,
      trigger: { type: "record_updated@1", config: { entityType: "companies", watchedFields: [] } },
      steps: [{ ...delay("c"), type: "if_else@1" }, delay("yes"), delay("no")],
      edges: [
        { from: "trigger", port: "next", to: "c" },
        { from: "c", port: "true", to: "yes" },
        { from: "c", port: "false", to: "no" },
      ],
    },
    trigger: {
      event: "updated",
      entityType: "companies",
      recordId: RecordId.parse(ID),
      recordVersion: 2,
      record: {},
      previous: null,
      changedFields: [],
    },
    steps: [],
    waits: [],
    delegations: [],
    cancelRequested: false,
    ...more,
  };
}

const decided = record("c", "done", { output: { result: true } });

test("the branch that the condition took is taken, the other one is not", () => {
  const states = runStates(run({ steps: [decided, record("yes", "started", { seq: 2 })] }));

  expect(isTaken({ from: "c", port: "true", to: "yes" }, states)).toBe(true);
  expect(isTaken({ from: "c", port: "false", to: "no" }, states)).toBe(false);
  expect(states.get("c")?.fact.key).toBe("workflow.state_fact.took_true");
});

test("a step that waits says until when", () => {
  const waiting = run({
    status: "waiting",
    steps: [decided, record("yes", "started", { seq: 2 })],
    waits: [{ stepKey: "yes", kind: "delay", since: AT, until: AT }],
  });

  expect(runStates(waiting).get("yes")).toMatchObject({
    state: "waiting",
    fact: { key: "workflow.state_fact.wait_delay", time: AT },
  });
});

test("a failed step that is tried again waits, and without a wait it has failed", () => {
  const steps = [decided, record("yes", "failed", { seq: 2, attempt: 3 })];
  const retried = run({ steps, waits: [{ stepKey: "yes", kind: "retry", since: AT, until: AT }] });

  expect(runStates(retried).get("yes")?.state).toBe("waiting");
  expect(runStates(run({ status: "failed", steps })).get("yes")).toMatchObject({
    state: "failed",
    fact: { args: { smart_count: 3 } },
  });
});

test("a step without a record is not reached, unless the run is at it", () => {
  expect(runStates(run({ steps: [decided] })).get("yes")?.state).toBe("running");
  expect(runStates(run({ steps: [decided] })).get("no")?.state).toBe("notReached");
  expect(runStates(run({ status: "cancelled", steps: [decided] })).get("yes")?.state).toBe("notReached");
});

test("an outcome that nobody can know is shown as such, and first", () => {
  const unknown = run({ status: "failed", steps: [decided, record("yes", "uncertain", { seq: 2 })] });

  expect(runStates(unknown).get("yes")?.state).toBe("uncertain");
  expect(stepToShow(unknown, runStates(unknown))).toBe("yes");
});

test("the last four statuses are final", () => {
  expect((["completed", "failed", "cancelled", "quarantined"] as const).every((status) => hasEnded({ status }))).toBe(
    true,
  );
  expect((["queued", "runnable", "running", "waiting"] as const).some((status) => hasEnded({ status }))).toBe(false);
});

test("a step that was undone after the run failed says so, also where that did not work", () => {
  const undone = (status: RunStepRecord["status"]) =>
    runStates(
      run({ status: "failed", steps: [record("yes", "done"), record("yes", status, { seq: 2, path: ":undo" })] }),
    ).get("yes");

  expect(undone("done")).toMatchObject({ state: "undone", fact: { key: "workflow.state_fact.undone" } });
  expect(undone("failed")).toMatchObject({ state: "failed", fact: { key: "workflow.state_fact.not_undone" } });
});

test("a run goes along the exit that an approval took, and along all exits whose step does not say", () => {
  const states = runStates(
    run({
      steps: [record("c", "done", { output: { decision: "approved" } }), record("yes", "done"), record("no", "done")],
    }),
  );
  const taken = (port: string) => isTaken({ from: "c", port, to: "yes" }, states);
  const silent = runStates(run({ steps: [record("c", "done", { output: {} }), record("yes", "done")] }));

  expect([taken("approved"), taken("rejected")]).toEqual([true, false]);
  expect(isTaken({ from: "c", port: "branch1", to: "yes" }, silent)).toBe(true);
  expect(isTaken({ from: "c", port: "branch2", to: "no" }, silent)).toBe(false);
});
