import { FIELD_TYPES } from "@catalyst/contracts";
import { expect, test } from "vitest";
import { fieldAdminMessages } from "./messages.ts";
import { TYPE_GROUPS } from "./field-types.ts";

test("every type is offered once, with a description", () => {
  const offered: string[] = TYPE_GROUPS.flatMap(({ types }) => types);
  expect(offered.toSorted()).toEqual([...FIELD_TYPES].sort());
  expect(Object.keys(fieldAdminMessages.admin_field.type).toSorted()).toEqual([...FIELD_TYPES].sort());
  for (const { group } of TYPE_GROUPS) expect(fieldAdminMessages.admin_field.type_group).toHaveProperty(group);
});
