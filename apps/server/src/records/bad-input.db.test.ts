import { FIELD_TYPES, type FieldType } from "@catalyst/contracts";
import { sampleConfig, sampleValues } from "@catalyst/testkit/sample-fields";
import { afterAll, beforeAll, expect, test } from "vitest";
import { serverFixture, type Browser, type ServerFixture } from "../server.fixture.ts";

const WRITTEN = FIELD_TYPES.filter((type) => sampleValues(type) !== null && type !== "user" && type !== "relation");
const keyOf = (type: FieldType): string => `x_${type}`;

let fixture: ServerFixture;
let admin: Browser;
beforeAll(async () => {
  fixture = await serverFixture();
  admin = await fixture.signedIn(fixture.tenantA.principals.admin);
  for (const type of WRITTEN) {
    const config = type === "text" ? { pattern: "(a+)+" } : sampleConfig(type);
    const field = { label: type, type, key: keyOf(type), config };
    const made = await admin.mutate("fields.create", { entityType: "companies", field });
    if (made.error !== null) throw new Error(`${type}: ${made.error.message}`);
    await send(type, "null");
  }
});
afterAll(() => fixture[Symbol.asyncDispose]());

/** JSON texts as a client could send them, also such as no program of ours writes. */
const LITERALS: readonly (readonly [name: string, json: string])[] = [
  ["a NUL byte", '"a\\u0000b"'],
  ["half a character", '"\\ud800"'],
  ["2^53 + 1", "9007199254740993"],
  ["2^53 + 1 inside", '{"amount":9007199254740993,"currency":"EUR"}'],
  ["a digit that gets lost", "1.00000000000000000001"],
  ["1e400", "1e400"],
  ["minus zero", "-0"],
  ["30 February", '"2026-02-30"'],
  ["the year 300000", '"300000-01-01T00:00:00Z"'],
  ["what makes patterns run forever", `"${"a".repeat(9_000)}!"`],
  ["a deep list", `${"[".repeat(5_000)}1${"]".repeat(5_000)}`],
  ["a prototype", '{"__proto__":{"amount":1}}'],
];

test.each(LITERALS)("%s is kept exactly or refused with its field named, within 100 ms", async (_name, json) => {
  for (const type of WRITTEN) {
    const { status, body, milliseconds } = await fastest(type, json);
    expect({ type, quick: milliseconds < 100 }).toEqual({ type, quick: true });
    if (status === 200) {
      const stored: unknown = body.result?.data.record.fields[keyOf(type)] ?? null;
      expect({ type, stored, same: sameJson(stored, json) }).toEqual({ type, stored, same: true });
    } else {
      expect([400, 422]).toContain(status);
      expect(body.error?.data.problems[0]?.field).toContain(keyOf(type));
    }
  }
});

test("ten megabytes are refused before they are read", async () => {
  const { status, body } = await send("longText", JSON.stringify("x".repeat(10_000_000)));
  expect([status, body.error?.data.code]).toEqual([413, "payload_too_large"]);
});

type Body = {
  readonly result?: { readonly data: { readonly record: { readonly fields: Record<string, unknown> } } };
  readonly error?: {
    readonly data: { readonly code: string; readonly problems: readonly { readonly field: string }[] };
  };
};

/** Asks again where a busy machine was slow: what is slow by itself is so each time. */
async function fastest(type: FieldType, json: string): ReturnType<typeof send> {
  for (let attempt = 1; attempt < 10; attempt += 1) {
    const answer = await send(type, json);
    if (answer.milliseconds < 100) return answer;
  }
  return send(type, json);
}

async function send(type: FieldType, json: string): Promise<{ status: number; body: Body; milliseconds: number }> {
  const started = performance.now();
  const response = await admin.fetch("/trpc/records.create", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: `{"entityType":"companies","fields":{"name":"N","${keyOf(type)}":${json}}}`,
  });
  const body = (await response.json()) as Body;
  return { status: response.status, body, milliseconds: performance.now() - started };
}

/** The same value, or one that a bare amount or minus zero stands for. */
function sameJson(stored: unknown, json: string): boolean {
  const given: unknown = JSON.parse(json);
  if (given === 0) return stored === 0 || JSON.stringify(stored).startsWith('{"amount":0,');
  return JSON.stringify(stored) === JSON.stringify(given);
}
