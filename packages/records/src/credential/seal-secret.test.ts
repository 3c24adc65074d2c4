import { randomBytes, randomUUID } from "node:crypto";
import { CredentialId, TenantId, type CredentialSecret } from "@catalyst/contracts";
import fc from "fast-check";
import { expect, test } from "vitest";
import { openSecret, sealSecret } from "./seal-secret.ts";

const KEY = randomBytes(32);
const SECRET: CredentialSecret = { kind: "bearer", token: "t0ps3cret" };
const owner = () => ({ tenantId: TenantId.parse(randomUUID()), credentialId: CredentialId.parse(randomUUID()) });

test("what was sealed opens for its owner", () => {
  const whose = owner();
  fc.assert(
    fc.property(fc.string({ minLength: 1 }), (token) => {
      const secret: CredentialSecret = { kind: "bearer", token: `x${token.replace(/[^\x20-\x7e]/g, "")}` };
      expect(openSecret([KEY], whose, sealSecret([KEY], whose, secret))).toEqual(secret);
    }),
  );
});

test("a sealed secret does not open for another tenant or credential", () => {
  const whose = owner();
  const sealed = sealSecret([KEY], whose, SECRET);

  expect(openSecret([KEY], { ...whose, tenantId: owner().tenantId }, sealed)).toBeNull();
  expect(openSecret([KEY], { ...whose, credentialId: owner().credentialId }, sealed)).toBeNull();
});

test("a sealed secret with any bit changed does not open", () => {
  const whose = owner();
  const { keyId, sealed } = sealSecret([KEY], whose, SECRET);
  for (let place = 0; place < sealed.length; place += 1) {
    const altered = Buffer.from(sealed);
    altered.writeUInt8(altered.readUInt8(place) ^ 1, place);
    expect(openSecret([KEY], whose, { keyId, sealed: altered })).toBeNull();
  }
});

test("while keys change, the previous key still opens and the new one seals", () => {
  const whose = owner();
  const next = randomBytes(32);
  const old = sealSecret([KEY], whose, SECRET);

  expect(openSecret([next, KEY], whose, old)).toEqual(SECRET);
  expect(sealSecret([next, KEY], whose, SECRET).keyId).not.toBe(old.keyId);
  expect(openSecret([next], whose, old)).toBeNull();
});

test("the same secret never seals to the same bytes", () => {
  const whose = owner();
  expect(sealSecret([KEY], whose, SECRET).sealed.equals(sealSecret([KEY], whose, SECRET).sealed)).toBe(false);
});
