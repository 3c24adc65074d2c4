import { expect, test } from "vitest";
import { addressLines, readAddress, withPart } from "./address-parts.ts";

const names = (code: string) => (code === "DE" ? "Germany" : code);

test("an address stands in the lines of a letter, without empty ones", () => {
  const address = { street: "Hauptstr. 1\nHinterhaus", city: "Berlin", postalCode: "10115", country: "DE" };
  expect(addressLines(address, names)).toEqual(["Hauptstr. 1", "Hinterhaus", "10115 Berlin", "Germany"]);
  expect(addressLines({}, names)).toEqual([]);
});

test("an address whose last part is cleared is no value", () => {
  expect(withPart({ city: "Berlin" }, "city", "")).toBeNull();
  expect(withPart({ city: "Berlin" }, "country", "DE")).toEqual({ city: "Berlin", country: "DE" });
});

test("only known parts that are text are read", () => {
  expect(readAddress({ city: "Bern", planet: "Earth", region: 4 })).toEqual({ city: "Bern" });
  expect(readAddress(null)).toEqual({});
});
