import { expect, test } from "vitest";
import { testField } from "../field/test-field.fixture.ts";
import { isLocked } from "./write-access.ts";

test("a field is locked for the roles that may not write it, never for administrators, always when it is computed", () => {
  const managers = testField({ writeRoles: ["manager"] });
  expect([isLocked(managers, "sales"), isLocked(managers, "manager"), isLocked(managers, "admin")]).toEqual([
    true,
    false,
    false,
  ]);
  expect(isLocked(testField(), "sales")).toBe(false);
  expect(isLocked(testField({ readOnly: true }), "admin")).toBe(true);
});
