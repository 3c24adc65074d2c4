import { expect, test } from "vitest";
import { FIELD_TYPES } from "@catalyst/contracts";
import { testDatabase } from "@catalyst/testkit";

// Only types that no SQL type, key of JSON or column is called by as well.
const NAMES = FIELD_TYPES.filter(
  (type) => !["text", "number", "boolean", "date", "json", "user", "relation"].includes(type),
);
const FUNCTIONS = `
  select p.proname as place, p.prosrc as text from pg_proc p where p.pronamespace::regnamespace::text in ('crm', 'app', 'vault')`;
const CHECKS = `
  select conname as place, pg_get_constraintdef(oid) as text from pg_constraint
  where contype = 'c' and connamespace::regnamespace::text in ('crm', 'vault')`;

test("no function and no check of the database names a type of field: a new one needs no migration", async () => {
  await using db = await testDatabase();
  const found = await db.adminQuery(`${FUNCTIONS} union all ${CHECKS}`, []);
  const named = found.flatMap(({ place, text }) =>
    NAMES.filter((type) => new RegExp(`type[^;\\n]*'${type}'|'${type}'[^;\\n]*type`).test(text)).map(
      (type) => `${place} names ${type}: move what it needs to a trait of the type, and keep it with the field`,
    ),
  );

  expect(found.length).toBeGreaterThan(50);
  expect(named).toEqual([]);
});
