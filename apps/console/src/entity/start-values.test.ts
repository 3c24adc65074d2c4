import { type EntityType, EntityTypeKey, FieldKey } from "@catalyst/contracts";
import { expect, test } from "vitest";
import { testField } from "../field/test-field.fixture.ts";
import { startValues } from "./start-values.ts";

const key = (text: string) => FieldKey.parse(text);
const entityType: EntityType = {
  key: EntityTypeKey.parse("deals"),
  label: "Deal",
  labelPlural: "Deals",
  kind: "standard",
  primaryField: key("name"),
  icon: "deal",
  fields: [
    testField({ key: key("plain"), defaultValue: "today" }),
    testField({ key: key("due"), type: "date", defaultValue: "today" }),
    testField({ key: key("seen"), type: "dateTime", defaultValue: "now" }),
    testField({ key: key("helper"), type: "user", defaultValue: "me" }),
    testField({ key: key("stamp"), type: "date", defaultValue: "today", readOnly: true }),
    testField({ key: key("none") }),
  ],
};

test("a new record begins with its defaults; today, now and me are said for real", () => {
  const context = { me: "u1", now: "2026-11-22T09:00:00.000Z", today: "2026-11-22" };
  expect(startValues(entityType, context)).toEqual({
    plain: "today",
    due: "2026-11-22",
    seen: "2026-11-22T09:00:00.000Z",
    helper: "u1",
  });
});
