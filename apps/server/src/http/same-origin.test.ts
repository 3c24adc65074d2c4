import { expect, test } from "vitest";
import { ownOrigins } from "../config.ts";
import { comesFromUs } from "./same-origin.ts";

const OURS = "https://crm.example.com";
const origins = new Set(ownOrigins(OURS));

test.each([
  ["GET", undefined, undefined, true],
  ["GET", "https://evil.example", "cross-site", true],
  ["POST", OURS, "same-origin", true],
  ["POST", OURS, undefined, true],
  ["POST", undefined, "same-origin", true],
  ["POST", undefined, undefined, false],
  ["POST", "null", undefined, false],
  ["POST", "null", "same-origin", false],
  ["POST", "null", "cross-site", false],
  ["POST", "https://evil.example", undefined, false],
  ["POST", "https://evil.example", "same-origin", false],
  ["POST", OURS, "cross-site", false],
  ["POST", OURS, "same-site", false],
  ["POST", undefined, "none", false],
  ["POST", "https://crm.example.com.evil.example", undefined, false],
  ["POST", "http://crm.example.com", undefined, false],
  ["POST", "https://crm.example.com:8443", undefined, false],
  ["DELETE", "https://evil.example", undefined, false],
  ["PUT", undefined, undefined, false],
])("%s with origin %s and sec-fetch-site %s: allowed is %s", (method, origin, fetchSite, allowed) => {
  expect(comesFromUs({ method, origin, fetchSite }, origins)).toBe(allowed);
});

test("on this machine localhost and its addresses are the same place, other ports are not", () => {
  const local = new Set(ownOrigins("http://localhost:3000"));

  expect([...local].sort()).toEqual(["http://127.0.0.1:3000", "http://[::1]:3000", "http://localhost:3000"]);
  expect(comesFromUs({ method: "POST", origin: "http://localhost:3001", fetchSite: undefined }, local)).toBe(false);
});
