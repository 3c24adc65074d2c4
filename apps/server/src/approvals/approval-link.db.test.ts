import { randomUUID } from "node:crypto";
import type { Principal } from "@catalyst/contracts";
import { approvalToken } from "@catalyst/records";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { serverFixture, type ServerFixture } from "../server.fixture.ts";

const Delegated = z.object({ delegated: z.boolean() });
const Answer = z.object({ decided: z.boolean(), decision: z.string() });

let fixture: ServerFixture;
beforeAll(async () => {
  fixture = await serverFixture();
});
afterAll(() => fixture[Symbol.asyncDispose]());

/** An approval that waits, as a worker would have left it. */
async function openApproval(people: readonly Principal[]): Promise<string> {
  const { tenantId, principals } = fixture.tenantA;
  const [waitId, runId, workflowId, versionId] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];
  const run = (sql: string, values: readonly unknown[]) => fixture.db.adminQuery(sql, values);
  await run("insert into crm.workflows (tenant_id, workflow_id, name) values ($1, $2, 'Ask')", [tenantId, workflowId]);
  await run(
    "insert into crm.workflow_versions (tenant_id, version_id, workflow_id, number, graph, content_hash) values ($1, $2, $3, 1, '{}', 'h')",
    [tenantId, versionId, workflowId],
  );
  await run(
    `insert into crm.workflow_runs (tenant_id, run_id, run_month, workflow_id, version_id, trigger_key, state, status, trigger, principal_id, root_id)
     values ($1, $2::uuid, date_trunc('month', now() at time zone 'UTC')::date, $3, $4, $2::text, '{}', 'waiting', '{}', $5, $2::uuid)`,
    [tenantId, runId, workflowId, versionId, principals.admin.principalId],
  );
  const details = { title: "May we?", body: "It costs 12 EUR.", people: people.map((person) => person.principalId) };
  await run(
    `insert into crm.workflow_waits (tenant_id, wait_id, run_id, token_id, step_key, kind, details, since)
     values ($1, $2, $3, 't1', 'ask', 'approval', $4::jsonb, now())`,
    [tenantId, waitId, runId, JSON.stringify(details)],
  );
  return waitId;
}

function linkOf(waitId: string, { tenantId, principalId }: Principal, token?: string): string {
  const own = approvalToken(fixture.db.contextKey, { tenantId, waitId, principalId });
  return `/api/approvals/${tenantId}/${waitId}/${principalId}/${token ?? own}`;
}

const decide = (path: string, decision: string, headers: Record<string, string> = {}) =>
  fixture
    .browser()
    .fetch(path, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: JSON.stringify({ decision, reason: "" }),
    });

test("opening a link decides nothing; its button does, once, and a second one hears what was decided", async () => {
  const { manager } = fixture.tenantA.principals;
  const waitId = await openApproval([manager]);
  const link = linkOf(waitId, manager);

  const shown = await (await fixture.browser().fetch(link)).json();
  const first = await (await decide(link, "approved")).json();
  const second = await (await decide(link, "rejected")).json();
  const after = await (await fixture.browser().fetch(link)).json();

  expect(shown).toMatchObject({ title: "May we?", body: "It costs 12 EUR.", decision: null });
  expect(first).toEqual({ decided: true, decision: "approved" });
  expect(second).toEqual({ decided: false, decision: "approved" });
  expect(after).toMatchObject({ decision: "approved" });
});

test("of ten people who decide at the same moment one decides", async () => {
  const { manager, admin } = fixture.tenantA.principals;
  const waitId = await openApproval([manager, admin]);

  const answers = await Promise.all(
    Array.from({ length: 10 }, async (_, place) => {
      const [who, decision] = place % 2 === 0 ? ([manager, "approved"] as const) : ([admin, "rejected"] as const);
      return Answer.parse(await (await decide(linkOf(waitId, who), decision)).json());
    }),
  );

  expect(answers.filter((answer) => answer.decided)).toHaveLength(1);
  expect(new Set(answers.map((answer) => answer.decision)).size).toBe(1);
});

test("a link of somebody else, of nobody who is asked, or with a changed letter is not there", async () => {
  const { manager, sales } = fixture.tenantA.principals;
  const waitId = await openApproval([manager]);
  const { tenantId, principalId } = sales;
  const own = approvalToken(fixture.db.contextKey, { tenantId, waitId, principalId });

  for (const path of [linkOf(waitId, manager, own), linkOf(waitId, sales), linkOf(randomUUID(), manager)]) {
    expect((await fixture.browser().fetch(path)).status).toBe(404);
    expect((await decide(path, "approved")).status).toBe(404);
  }
});

test("a page of somebody else can't decide with a link that it has learned", async () => {
  const { manager } = fixture.tenantA.principals;
  const waitId = await openApproval([manager]);

  const answer = await decide(linkOf(waitId, manager), "approved", {
    origin: "https://evil.example",
    "sec-fetch-site": "cross-site",
  });

  expect(answer.status).toBe(403);
});

test("the link of who has handed an approval on is worth nothing, and the new one's decides", async () => {
  const { manager, sales } = fixture.tenantA.principals;
  const waitId = await openApproval([manager]);
  const browser = await fixture.signedIn(manager);

  const handed = await browser.mutate("approvals.delegate", { waitId, toPrincipalId: sales.principalId });
  const old = await decide(linkOf(waitId, manager), "approved");
  const shown = await fixture.browser().fetch(linkOf(waitId, manager));
  const next = await (await decide(linkOf(waitId, sales), "rejected")).json();

  expect(handed.data).toMatchObject({ delegated: true });
  expect([old.status, shown.status]).toEqual([404, 404]);
  expect(next).toEqual({ decided: true, decision: "rejected" });
});

test("who decides while somebody hands the approval on either decides before or not at all", async () => {
  const { manager, sales } = fixture.tenantA.principals;
  const browser = await fixture.signedIn(manager);
  for (let round = 0; round < 10; round += 1) {
    const waitId = await openApproval([manager]);

    const [handed, decided] = await Promise.all([
      browser.mutate("approvals.delegate", { waitId, toPrincipalId: sales.principalId }),
      decide(linkOf(waitId, manager), "approved"),
    ]);

    const delegated = Delegated.parse(handed.data).delegated;
    expect(decided.status).toBe(delegated ? 404 : 200);
  }
});
