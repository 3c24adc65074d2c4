import { PrincipalId, RunId, TenantId } from "@catalyst/contracts";
import type { Claim } from "@catalyst/db";
import { expect, test } from "vitest";
import { claimDemand } from "./claim-demand.ts";

const SLOTS = 32;
const ID = "01a20891-1e8f-7640-baba-a0d2ce581769";

function claims(count: number, crashCount = 0): readonly Claim[] {
  const ids = { runId: RunId.parse(ID), tenantId: TenantId.parse(ID), principalId: PrincipalId.parse(ID) };
  const claim = { ...ids, runMonth: "2026-11-01", fence: 1, seq: 0, priority: 0, crashCount };
  return Array.from({ length: count }, () => claim);
}

test("nothing is claimed before there may be something, and then as much as there is room for", () => {
  const demand = claimDemand(SLOTS);

  expect(demand.next([])).toBeNull();
  demand.raise(false);
  expect(demand.next(claims(10))).toEqual({ limit: 22, lostOnly: false });
  expect(demand.next(claims(10))).toBeNull();
});

test("what was left over waits until half of what was claimed ahead has begun", () => {
  const demand = claimDemand(SLOTS);
  demand.goesOn();

  expect(demand.next(claims(16))).toBeNull();
  expect(demand.next(claims(15))).toEqual({ limit: 17, lostOnly: false });
});

test("a little news goes past runs that were claimed before, up to a bound", () => {
  const demand = claimDemand(SLOTS);
  demand.raise(false);

  expect(demand.next(claims(40))).toBeNull();
  expect(demand.next(claims(39))).toEqual({ limit: 4, lostOnly: false });
});

test("runs that lost their worker are claimed however much is claimed ahead, once for each look", () => {
  const demand = claimDemand(SLOTS);
  demand.raise(true);

  expect(demand.next(claims(64))).toEqual({ limit: SLOTS, lostOnly: true });
  expect(demand.next(claims(64))).toBeNull();
  demand.raise(true);
  expect(demand.next(claims(SLOTS + 8, 1))).toBeNull();
});
