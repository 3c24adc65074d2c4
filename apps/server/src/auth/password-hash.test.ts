import { expect, test } from "vitest";
import { hashPassword, verifyPassword } from "./password-hash.ts";

test("a password matches its own hash and no other one", async () => {
  const hash = await hashPassword("Grüße, 密码 and 🔑");

  expect(await verifyPassword({ hash, password: "Grüße, 密码 and 🔑" })).toBe(true);
  expect(await verifyPassword({ hash, password: "grüße, 密码 and 🔑" })).toBe(false);
});

test("the same password written with other code points matches", async () => {
  const hash = await hashPassword("cafe\u0301 au lait");

  expect(await verifyPassword({ hash, password: "caf\u00e9 au lait" })).toBe(true);
});

test("a hash names its algorithm and cost, and two of one password differ", async () => {
  const hashes = await Promise.all([1, 2, 3].map(() => hashPassword("password one")));

  expect(new Set(hashes).size).toBe(3);
  for (const hash of hashes) expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
});

test("a hash in a form that we don't write matches nothing", async () => {
  expect(await verifyPassword({ hash: "salt:key", password: "salt" })).toBe(false);
  expect(await verifyPassword({ hash: "", password: "" })).toBe(false);
});
