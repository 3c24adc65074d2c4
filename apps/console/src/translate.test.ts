import { expect, test } from "vitest";
import { createTranslator } from "./translate.ts";

const translate = createTranslator(
  [{ record: { save: "Save", rows: "%{smart_count} row |||| %{smart_count} rows", greet: "Hello %{name}, %{name}" } }],
  "en",
);

test.each([
  ["record.save", undefined, "Save"],
  ["record.rows", { smart_count: 1 }, "1 row"],
  ["record.rows", { smart_count: 0 }, "0 rows"],
  ["record.rows", { smart_count: 7 }, "7 rows"],
  ["record.greet", { name: "Ada" }, "Hello Ada, Ada"],
  ["record.greet", {}, "Hello %{name}, %{name}"],
  ["record", undefined, "record"],
  ["record.nothing", { _: "Else" }, "Else"],
  ["record.nothing", undefined, "record.nothing"],
  ["record.constructor", undefined, "record.constructor"],
])("%s with %j reads %j", (key, options, text) => expect(translate(key, options)).toBe(text));
