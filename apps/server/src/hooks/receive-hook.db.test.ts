import { createHmac, randomUUID } from "node:crypto";
import { WorkflowGraph } from "@catalyst/contracts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { type Browser, serverFixture, type ServerFixture } from "../server.fixture.ts";

const Detail = z.object({ workflowId: z.string(), draft: z.object({ version: z.number() }) });
const Hook = z.object({ url: z.string(), secret: z.string() });
type Hook = z.infer<typeof Hook>;

const GRAPH = WorkflowGraph.parse({
  schema: 1,
  trigger: {
    type: "webhook@1",
    config: { entityType: "", input: [{ key: "amount", label: "Amount", type: "number", required: true }] },
  },
  steps: [{ key: "s1", type: "delay@1", name: "Wait", config: { amount: 1, unit: "hours" } }],
  edges: [{ from: "trigger", to: "s1" }],
});

let fixture: ServerFixture;
let admin: Browser;
let workflowId: string;
let hook: Hook;
beforeAll(async () => {
  fixture = await serverFixture();
  admin = await fixture.signedIn(fixture.tenantA.principals.admin);
  const created = Detail.parse((await admin.mutate("workflows.create", { name: "Paid", graph: GRAPH })).data);
  workflowId = created.workflowId;
  await admin.mutate("workflows.publish", { workflowId, draftVersion: created.draft.version });
  hook = Hook.parse((await admin.query("workflows.webhook", { workflowId })).data);
});
afterAll(() => fixture[Symbol.asyncDispose]());

type Delivery = {
  readonly id?: string;
  readonly body?: string;
  readonly secret?: string;
  readonly ageSeconds?: number;
};

/** Sends a delivery as another system would: from anywhere, without a session. */
async function deliver(delivery: Delivery = {}, path = new URL(hook.url).pathname): Promise<Response> {
  const { id = randomUUID(), body = '{"amount":12}', secret = hook.secret, ageSeconds = 0 } = delivery;
  const timestamp = String(Math.floor(Date.now() / 1_000) - ageSeconds);
  const key = Buffer.from(secret.replace("whsec_", ""), "base64");
  const signature = createHmac("sha256", key).update(`${id}.${timestamp}.${body}`).digest("base64");
  return fetch(`${fixture.url}${path}`, {
    method: "POST",
    body,
    headers: { "webhook-id": id, "webhook-timestamp": timestamp, "webhook-signature": `v1,${signature}` },
  });
}

const runsOf = (id: string) =>
  fixture.db.adminQuery("select trigger from crm.workflow_runs where trigger_key = $1", [`webhook:${id}`]);

test("a signed delivery starts one run, however often and however parallel it comes", async () => {
  const id = randomUUID();

  const answers = await Promise.all(Array.from({ length: 10 }, () => deliver({ id })));
  const bodies = await Promise.all(answers.map((answer) => answer.json()));

  expect(answers.map((answer) => answer.status)).toEqual(Array(10).fill(202));
  expect(bodies.filter((body) => z.object({ started: z.boolean() }).parse(body).started)).toHaveLength(1);
  expect(await runsOf(id)).toMatchObject([
    { trigger: { event: "webhook", input: { amount: 12, body: { amount: 12 } } } },
  ]);
});

test("a wrong signature, an old call, an unknown workflow and an unknown tenant all answer alike", async () => {
  const path = new URL(hook.url).pathname;
  const answers = [
    await deliver({ secret: `whsec_${Buffer.alloc(32).toString("base64")}` }),
    await deliver({ ageSeconds: 400 }),
    await deliver({}, path.replace(workflowId, randomUUID())),
    await deliver({}, path.replace(fixture.tenantA.tenantId, randomUUID())),
    await deliver({}, path.replace(fixture.tenantA.tenantId, fixture.tenantB.tenantId)),
  ];
  const told = await Promise.all(
    answers.map(async (answer) => {
      const { requestId: _id, ...body } = z.record(z.string(), z.unknown()).parse(await answer.json());
      return { status: answer.status, ...body };
    }),
  );

  expect(told[0]).toMatchObject({ status: 401, code: "unauthenticated" });
  expect(told).toEqual(told.map(() => told[0]));
});

test("a body that is no JSON, or lacks an input, is refused and starts nothing", async () => {
  const [bare, broken] = [randomUUID(), randomUUID()];

  expect((await deliver({ id: bare, body: "{}" })).status).toBe(422);
  expect((await deliver({ id: broken, body: "{" })).status).toBe(400);
  expect([...(await runsOf(bare)), ...(await runsOf(broken))]).toEqual([]);
});

test("a body over the limit is refused before it is looked at", async () => {
  expect((await deliver({ body: JSON.stringify({ amount: 1, text: "x".repeat(300_000) }) })).status).toBe(413);
});

test("a secret that was replaced opens nothing any more", async () => {
  const before = hook;
  hook = Hook.parse((await admin.mutate("workflows.rotateWebhook", { workflowId })).data);

  expect((await deliver({ secret: before.secret })).status).toBe(401);
  expect((await deliver()).status).toBe(202);
});
