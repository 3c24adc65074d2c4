import { createHmac } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { readSessionToken, sessionCookieName } from "./session-cookie.ts";

const SECRET = "ab".repeat(32);

function signed(token: string): string {
  return encodeURIComponent(`${token}.${createHmac("sha256", SECRET).update(token).digest("base64")}`);
}

test("a signed token is read back, wherever its cookie stands", () => {
  fc.assert(
    fc.property(
      fc.stringMatching(/^[A-Za-z0-9]{1,40}$/),
      fc.array(fc.stringMatching(/^[a-z]{1,8}$/), { maxLength: 4 }),
      (token, others) => {
        const header = [...others.map((name) => `x-${name}=1`), `name=${signed(token)}`, "last=2"].join("; ");
        expect(readSessionToken(header, "name", SECRET)).toBe(token);
      },
    ),
  );
});

test("no other text is a session", () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(readSessionToken(`name=${text}`, "name", SECRET)).toBeNull();
    }),
  );
});

test("a token that was signed with another secret is no session", () => {
  expect(readSessionToken(`name=${signed("token")}`, "name", "cd".repeat(32))).toBeNull();
});

test("the cookie has the __Host- prefix wherever browsers accept it", () => {
  expect(sessionCookieName("https://crm.example.com")).toBe("__Host-catalyst_session");
  expect(sessionCookieName("http://localhost:3000")).toBe("catalyst_session");
});
