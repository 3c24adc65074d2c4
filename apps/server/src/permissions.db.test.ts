import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { allows, ROLES, type Role } from "@catalyst/contracts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { listProcedures, type ListedProcedure } from "./router-procedures.fixture.ts";
import { serverFixture, type Answer, type Browser, type ServerFixture } from "./server.fixture.ts";

type Promised = { readonly path: string; readonly type: string; readonly right: string };

const ROUTER_TABLE = fileURLToPath(new URL("../../../packages/contracts/src/ROUTER.md", import.meta.url));
/** ROUTER.md names the right of an import once, at `imports.create`. */
const RIGHT_OF_GROUP: Readonly<Record<string, string>> = {
  imports: "records.import",
  metadata: "member",
  session: "signed-in",
};

const procedures = listProcedures();

let fixture: ServerFixture;
const browsers = new Map<Role, Browser>();
beforeAll(async () => {
  fixture = await serverFixture();
  for (const role of ROLES) browsers.set(role, await fixture.signedIn(fixture.tenantA.principals[role]));
});
afterAll(() => fixture[Symbol.asyncDispose]());

test("the router has exactly the procedures of ROUTER.md, each with the right and the method written there", () => {
  const actual = procedures.map(({ path, type, right }) => ({ path, type, right }));

  expect(actual.toSorted(byPath)).toEqual(promisedProcedures().toSorted(byPath));
});

test.each(procedures)("$path refuses who is not signed in", async ({ path, type }) => {
  const answer = await call(fixture.browser(), path, type);

  expect([answer.status, answer.error?.data.code]).toEqual([401, "unauthenticated"]);
});

test.each(procedures.flatMap((procedure) => ROLES.map((role) => ({ ...procedure, role }))))(
  "$path as $role: by the right $right",
  async ({ path, type, right, role }) => {
    const answer = await call(browsers.get(role) ?? fixture.browser(), path, type);
    const refused = answer.error?.data.code === "forbidden";

    expect(refused).toBe(!mayCall(role, right));
  },
);

test("who is no member of any tenant may only ask who they are", async () => {
  const outsider = fixture.tenantB.principals.sales;
  const browser = await fixture.signedIn(outsider);
  await fixture.db.adminQuery(`delete from identity.member where "userId" = $1`, [outsider.principalId]);

  for (const { path, type, right } of procedures) {
    const answer = await call(browser, path, type);
    expect([path, answer.error?.data.code === "forbidden"]).toEqual([path, right !== "signed-in"]);
  }
});

function call(browser: Browser, path: string, type: ListedProcedure["type"]): Promise<Answer> {
  // No input: a right is refused before the input is read, and nothing is changed where it is not.
  return type === "query" ? browser.query(path) : browser.mutate(path, {});
}

function mayCall(role: Role, right: ListedProcedure["right"]): boolean {
  if (right === undefined) return false;
  return right === "signed-in" || right === "member" || allows(role, right);
}

function byPath(left: { path: string }, right: { path: string }): number {
  return left.path.localeCompare(right.path);
}

/** Reads the table's first cells: `records.list Q [records.read]`, `fields.archive / fields.restore M [fields.manage]`, `imports.get Q / imports.cancel M`. */
function promisedProcedures(): Promised[] {
  const cells = readFileSync(ROUTER_TABLE, "utf8")
    .split("\n")
    .flatMap((line) => /^\| (\w+\.[^|]+) \|/.exec(line)?.[1] ?? []);
  return cells.flatMap((cell) => {
    const right = /\[([\w.]+)\]/.exec(cell)?.[1];
    const parts = cell
      .replace(/ [[(].*$/, "")
      .split(" / ")
      .map((part) => part.split(" "));
    const last = parts.at(-1)?.[1];
    return parts.map(([path = "", method = last]) => ({
      path,
      type: method === "Q" ? "query" : "mutation",
      right: right ?? RIGHT_OF_GROUP[path.split(".")[0] ?? ""] ?? "missing",
    }));
  });
}
