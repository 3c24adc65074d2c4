import { DomainError } from "@catalyst/contracts";
import { TRPCError } from "@trpc/server";
import { afterAll, beforeAll, expect, test } from "vitest";
import { serverFixture, type Answer, type Browser, type ServerFixture } from "../server.fixture.ts";
import { toErrorShape } from "./error-shape.ts";

/** Words that only the inside knows: stacks, SQL, libraries, files. */
const INTERNALS = /\bat \/|node_modules|\.ts:|select |insert |crm\.|pg_|zod|trpc|TRPC|stack|Error:/;

let fixture: ServerFixture;
let admin: Browser;
beforeAll(async () => {
  fixture = await serverFixture();
  admin = await fixture.signedIn(fixture.tenantA.principals.admin);
});
afterAll(() => fixture[Symbol.asyncDispose]());

const FAILURES: readonly (readonly [
  name: string,
  status: number,
  code: string,
  call: (browser: Browser) => Promise<Answer>,
])[] = [
  ["an unknown procedure", 404, "not_found", (browser) => browser.query("no.such")],
  ["a mutation that is asked as a query", 400, "bad_request", (browser) => browser.query("records.create", {})],
  ["an input of a wrong form", 400, "bad_request", (browser) => browser.query("records.list", { entityType: 7 })],
  [
    "an unknown key",
    400,
    "bad_request",
    (browser) => browser.query("records.list", { entityType: "companies", where: "1=1" }),
  ],
  ["a missing input", 400, "bad_request", (browser) => browser.query("records.get")],
  [
    "an unknown record",
    404,
    "not_found",
    (browser) => browser.query("records.get", { entityType: "companies", id: "00000000-0000-4000-8000-000000000000" }),
  ],
  ["an unknown entity type", 404, "not_found", (browser) => browser.query("records.list", { entityType: "c_nothing" })],
  [
    "a missing required value",
    422,
    "field_invalid",
    (browser) => browser.mutate("records.create", { entityType: "companies", fields: {} }),
  ],
];

test.each(FAILURES)("%s answers %i %s in the promised shape", async (_name, status, code, call) => {
  const answer = await call(admin);

  expect(answer.status).toBe(status);
  expect(Object.keys(answer.error ?? {}).sort()).toEqual(["code", "data", "message"]);
  expect(answer.error?.data).toMatchObject({
    code,
    httpStatus: status,
    requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    problems: expect.any(Array),
  });
  expect(Object.keys(answer.error?.data ?? {}).sort()).toEqual(["code", "httpStatus", "problems", "requestId"]);
  expect(JSON.stringify(answer.error)).not.toMatch(INTERNALS);
});

test("JSON that can't be read is a bad request without the parser's message", async () => {
  const response = await admin.fetch("/trpc/records.create", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: '{"a": undefined',
  });

  expect(response.status).toBe(400);
  expect(await response.text()).not.toMatch(/JSON|position|token/);
});

test("a version conflict tells the stored version", () => {
  const cause = new DomainError("version_conflict", "Somebody else was faster.", { currentVersion: 4 });

  const shape = toErrorShape(new TRPCError({ code: "INTERNAL_SERVER_ERROR", cause }), "r1");

  expect(shape).toEqual({
    message: "Somebody else was faster.",
    data: { code: "version_conflict", httpStatus: 409, requestId: "r1", problems: [], currentVersion: 4 },
  });
});

test("a bug of ours tells nothing but the request id", () => {
  const cause = new TypeError("Cannot read properties of undefined (reading 'secret')");

  const shape = toErrorShape(new TRPCError({ code: "INTERNAL_SERVER_ERROR", cause }), "r1");

  expect(shape.data).toEqual({ code: "internal", httpStatus: 500, requestId: "r1", problems: [] });
  expect(shape.message).not.toContain("secret");
});

test("a database that can't be reached is 503, and asks to try again", () => {
  const cause = Object.assign(new Error("connect ECONNREFUSED 10.0.0.1:5432"), { code: "ECONNREFUSED" });

  const shape = toErrorShape(new TRPCError({ code: "INTERNAL_SERVER_ERROR", cause }), "r1");

  expect(shape.data).toMatchObject({ code: "unavailable", httpStatus: 503 });
  expect(shape.message).not.toContain("10.0.0.1");
});
