import fc from "fast-check";
import { expect, test } from "vitest";
import { isSecretName, maskSecrets, maskUrl, revealUrl, secretsInUrl } from "./mask-secrets.ts";

test.each([
  "Authorization",
  "proxy-authorization",
  "X-Api-Key",
  "api_key",
  "apiKey",
  "access_token",
  "accessToken",
  "clientSecret",
  "Cookie",
  "sig",
  "key",
  "Ocp-Apim-Subscription-Key",
])("%s names a secret", (name) => {
  expect(isSecretName(name)).toBe(true);
});

test.each(["content-type", "idempotency-key", "accept", "page", "q", "keyword", "monkey", "author", "signal"])(
  "%s names none",
  (name) => {
    expect(isSecretName(name)).toBe(false);
  },
);

test("an address is shown without the values of its secrets and its password", () => {
  expect(maskUrl("https://me:pa55word@a.example/x?q=1&api_key=abc%2F1#top")).toBe(
    "https://me:•••@a.example/x?q=1&api_key=•••#top",
  );
  expect(maskUrl("https://a.example/?q=a+b&page=2")).toBe("https://a.example/?q=a+b&page=2");
  expect(secretsInUrl("https://me:pa55word@a.example/x?q=1&api_key=abc%2F1#top")).toEqual(["pa55word", "abc/1"]);
  expect(revealUrl("https://me:•••@a.example/?api_key=•••&at=2", "https://me:p@a.example/?api_key=k&at=3")).toBe(
    "https://me:p@a.example/?api_key=k&at=2",
  );
  expect(revealUrl("https://a.example/?api_key=•••", "https://a.example/")).toBeNull();
});

test("a secret stands in no masked text, whatever it is made of and however the text has written it", () => {
  const secrets = fc.string({ unit: "binary", minLength: 6, maxLength: 60 }).filter((secret) => !secret.includes("•"));
  fc.assert(
    fc.property(secrets, fc.string({ maxLength: 20 }), (secret, around) => {
      const text = [secret, JSON.stringify({ [around]: secret }), encodeURIComponent(secret.toWellFormed())].join(
        around,
      );

      const masked = maskSecrets(text, [secret]);

      expect(masked).not.toContain(secret);
      expect(masked).not.toContain(JSON.stringify(secret).slice(1, -1));
    }),
  );
});
