import { FIELD_TYPES } from "@catalyst/contracts";
import { expect, test } from "vitest";
import { FIELD_TYPE_CONSOLES } from "../../field/registry.ts";
import { GROUPED_TYPES } from "./field-types.ts";
import { fieldAdminMessages } from "./messages.ts";

test("every type is offered once, with a description", () => {
  const offered: string[] = GROUPED_TYPES.flatMap(({ types }) => types);
  expect(offered.toSorted()).toEqual([...FIELD_TYPES].sort());
  for (const type of FIELD_TYPES) expect(FIELD_TYPE_CONSOLES[type].messages.description).not.toBe("");
  for (const { group } of GROUPED_TYPES) expect(fieldAdminMessages.admin_field.type_group).toHaveProperty(group);
});
