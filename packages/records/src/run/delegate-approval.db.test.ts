import { randomUUID } from "node:crypto";
import { DomainError, PrincipalId, RunId, type Principal } from "@catalyst/contracts";
import { expect, test } from "vitest";
import { fixture, type Fixture } from "../record-service.fixture.ts";
import { decideApproval, getApproval, listApprovals } from "./approvals.ts";
import { delegateApproval } from "./delegate-approval.ts";
import { getRun } from "./get-run.ts";
import { createNoticeSender } from "./notify.ts";

const queue = { enqueueJob: async () => undefined, nudgeRuns: async () => undefined };
const notices = createNoticeSender(queue);

/** An approval that waits, as a worker would have left it. */
async function openApproval(f: Fixture, people: readonly Principal[]): Promise<{ waitId: string; runId: RunId }> {
  const { tenantId, principals } = f.tenant;
  const [waitId, runId, workflowId, versionId] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];
  const graph = JSON.stringify({ schema: 1, trigger: { type: "manual@1", config: {} }, steps: [], edges: [] });
  const details = { title: "May we?", body: "12 EUR", mail: true, people: people.map((who) => who.principalId) };
  await f.db.adminQuery("insert into crm.workflows (tenant_id, workflow_id, name) values ($1, $2, 'Ask')", [
    tenantId,
    workflowId,
  ]);
  await f.db.adminQuery(
    "insert into crm.workflow_versions (tenant_id, version_id, workflow_id, number, graph, content_hash) values ($1, $2, $3, 1, $4, 'h')",
    [tenantId, versionId, workflowId, graph],
  );
  await f.db.adminQuery(
    `insert into crm.workflow_runs (tenant_id, run_id, run_month, workflow_id, version_id, trigger_key, state, status, trigger, principal_id, root_id)
     values ($1, $2::uuid, date_trunc('month', now() at time zone 'UTC')::date, $3, $4, $2::text, '{}', 'waiting', '{}', $5, $2::uuid)`,
    [tenantId, runId, workflowId, versionId, principals.admin.principalId],
  );
  await f.db.adminQuery(
    `insert into crm.workflow_waits (tenant_id, wait_id, run_id, token_id, step_key, kind, details, since)
     values ($1, $2, $3, 't1', 'ask', 'approval', $4::jsonb, now())`,
    [tenantId, waitId, runId, JSON.stringify(details)],
  );
  return { waitId, runId: RunId.parse(runId) };
}

const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => "none",
    (error: unknown) => (error instanceof DomainError ? error.code : "other"),
  );

test("who gets an approval decides it; who handed it on is asked no more; the history shows both", async () => {
  await using f = await fixture();
  const { manager, sales } = f.tenant.principals;
  const { waitId, runId } = await openApproval(f, [manager]);
  const to = { waitId, toPrincipalId: sales.principalId, note: "I am away" };

  const handed = await f.as((tx) => delegateApproval(tx, notices, to), manager);

  expect(handed).toMatchObject({ delegated: true, delegations: [{ from: manager.principalId, note: "I am away" }] });
  expect(await f.as(listApprovals, manager)).toEqual([]);
  expect(await f.as(listApprovals, sales)).toMatchObject([{ waitId, people: [sales.principalId] }]);
  expect(await codeOf(f.as((tx) => getApproval(tx, waitId), manager))).toBe("not_found");
  const decision = { waitId, decision: "approved", reason: "" } as const;
  expect(await codeOf(f.as((tx) => decideApproval(tx, queue, decision), manager))).toBe("not_found");
  const open = await f.as((tx) => getRun(tx, runId));
  expect(open.waits[0]?.approval).toEqual({ waitId, people: [sales.principalId] });
  expect(await f.as((tx) => decideApproval(tx, queue, decision), sales)).toMatchObject({ decided: true });
  const run = await f.as((tx) => getRun(tx, runId));
  expect(run.delegations).toMatchObject([
    { stepKey: "ask", from: manager.principalId, to: sales.principalId, note: "I am away" },
  ]);
});

test("whoever gets an approval is told, by mail as the approval asks, and gets its reminders", async () => {
  await using f = await fixture();
  const { manager, sales, admin } = f.tenant.principals;
  const { waitId, runId } = await openApproval(f, [manager, admin]);
  await f.as(
    (tx) => delegateApproval(tx, notices, { waitId, toPrincipalId: sales.principalId, note: "Please" }),
    manager,
  );

  const reminder = { key: "r", title: "Reminder: May we?", body: "", mail: false, approvalWaitId: waitId };
  const principalIds = [manager.principalId, admin.principalId];
  await f.as((tx) => notices.send(tx, runId, { ...reminder, principalIds }));

  const sent = await f.db.adminQuery(
    "select principal_id, title, body, mailed_at is null as to_mail from crm.notifications order by created_at, principal_id",
  );
  expect(sent[0]).toEqual({
    principal_id: sales.principalId,
    title: "May we?",
    body: "Please\n\n12 EUR",
    to_mail: true,
  });
  expect(new Set(sent.slice(1).map((row) => row["principal_id"]))).toEqual(
    new Set([sales.principalId, admin.principalId]),
  );
});

test("an approval can be handed back, but not to who is asked, has left, or decided", async () => {
  await using f = await fixture();
  const { manager, sales, admin } = f.tenant.principals;
  const { waitId } = await openApproval(f, [manager, admin]);
  const hand = (from: Principal, to: PrincipalId) =>
    f.as((tx) => delegateApproval(tx, notices, { waitId, toPrincipalId: to, note: "" }), from);

  expect(await codeOf(hand(manager, admin.principalId))).toBe("bad_request");
  expect(await codeOf(hand(manager, PrincipalId.parse(randomUUID())))).toBe("bad_request");
  expect(await codeOf(hand(sales, manager.principalId))).toBe("not_found");
  await hand(manager, sales.principalId);
  const back = await hand(sales, manager.principalId);
  const known = await f.as((tx) => getApproval(tx, waitId), manager);
  await f.as((tx) => decideApproval(tx, queue, { waitId, decision: "approved", reason: "" }), admin);
  const late = await hand(manager, sales.principalId);

  expect(back.delegations).toHaveLength(2);
  expect(new Set(known.people)).toEqual(new Set([manager.principalId, admin.principalId]));
  expect(late.delegated).toBe(false);
});
