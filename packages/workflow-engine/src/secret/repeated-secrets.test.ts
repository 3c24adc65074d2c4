import { WorkflowGraph } from "@catalyst/contracts";
import { expect, test } from "vitest";
import { advanceRun } from "../advance-run.ts";
import { memoryPorts, type MemoryWorld } from "../testing/memory-engine.ts";
import { memoryRunStore } from "../testing/memory-run-store.ts";

const GRAPH = WorkflowGraph.parse({
  schema: 1,
  trigger: { type: "record_created@1", config: { entityType: "companies" } },
  steps: [
    {
      key: "call",
      type: "http_request@1",
      name: "Call",
      config: {
        method: "PUT",
        url: "https://a.example/?token=very-secret&now={{ now }}",
        headers: [{ name: "Authorization", value: "Bearer {{ record.key }}" }],
        body: '{"at": "{{ now }}"}',
      },
    },
  ],
  edges: [{ from: "trigger", to: "call" }],
});

test("a call that is made again after a crash has the same request and its secrets, which are stored nowhere", async () => {
  const memory = memoryRunStore();
  const sent: unknown[] = [];
  let crashes = 1;
  const world: MemoryWorld = {
    memory,
    nowMs: 0,
    delivered: new Map(),
    fault: () => "none",
    reach: (point) => {
      if (point === "external.called" && crashes > 0) {
        crashes -= 1;
        world.nowMs = 60_000;
        throw new Error("crash");
      }
    },
  };
  const ports = memoryPorts(world);
  const http = {
    call: async (request: object) => {
      sent.push(request);
      return { status: 200, headers: {}, body: '{"saw": "my-own-key and very-secret"}' };
    },
  };
  const claim = memory.start({ ...GRAPH }, { key: "my-own-key" });

  await expect(advanceRun({ ...ports, http }, { claim, stopping: () => false })).rejects.toThrow("crash");
  const again = memory.takeOver(claim.runId);
  const end = await advanceRun({ ...ports, http }, { claim: again, stopping: () => false });

  expect(end).toBe("ended");
  expect(sent).toHaveLength(2);
  expect(sent[1]).toEqual(sent[0]);
  expect(sent[0]).toMatchObject({ headers: { authorization: "Bearer my-own-key" } });
  expect(JSON.stringify([memory.rows(claim.runId), memory.run(claim.runId).state])).not.toMatch(
    /my-own-key|very-secret/,
  );
});
