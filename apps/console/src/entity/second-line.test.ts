import { type EntityType, EntityTypeKey, FieldKey, RecordId } from "@catalyst/contracts";
import { expect, test } from "vitest";
import { testField } from "../field/test-field.fixture.ts";
import type { ScreenRecord } from "../provider/records-of.ts";
import { secondLine } from "./second-line.ts";

const key = (text: string) => FieldKey.parse(text);
const other = RecordId.parse("00000000-0000-4000-8000-000000000002");
const typeOf = (...fields: EntityType["fields"]): EntityType => ({
  key: EntityTypeKey.parse("sites"),
  label: "Site",
  labelPlural: "Sites",
  kind: "custom",
  primaryField: key("name"),
  icon: "record",
  fields: [testField({ key: key("name") }), ...fields],
});
const recordOf = (fields: ScreenRecord["fields"]): ScreenRecord => ({
  id: RecordId.parse("00000000-0000-4000-8000-000000000001"),
  entityType: EntityTypeKey.parse("sites"),
  displayName: "A",
  version: 1,
  ownerId: null,
  teamId: null,
  createdAt: "",
  createdBy: null,
  updatedAt: "",
  updatedBy: null,
  deletedAt: null,
  refs: { [other]: { entityType: EntityTypeKey.parse("companies"), displayName: "Acme" } },
  fields,
});

test("a record says where it is, else whose it is, else how to reach it", () => {
  const place = typeOf(testField({ key: key("country") }), testField({ key: key("city") }));
  expect(secondLine(place, recordOf({ city: "Dublin", country: "Ireland" }))).toBe("Dublin, Ireland");
  const company = typeOf(testField({ key: key("email") }), testField({ key: key("company"), type: "relation" }));
  expect(secondLine(company, recordOf({ company: other, email: "a@b.example" }))).toBe("Acme");
  const address = typeOf(testField({ key: key("at"), type: "address" }));
  expect(secondLine(address, recordOf({ at: { street: "1 Main St", city: "Cleveland", region: "Ohio" } }))).toBe(
    "Cleveland, Ohio",
  );
});

test("a record that says none of it has no second line", () => {
  expect(secondLine(typeOf(), recordOf({}))).toBeNull();
  expect(secondLine(typeOf(testField({ key: key("email") })), recordOf({ email: null }))).toBeNull();
});
