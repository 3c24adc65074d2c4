import { expect, test } from "vitest";
import { newId } from "./new-id.ts";

test("ids are of version 7, all different, and grow with time", () => {
  const ids = Array.from({ length: 1_000 }, newId);

  expect(new Set(ids).size).toBe(1_000);
  for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  const milliseconds = ids.map((id) => Number.parseInt(id.replace("-", "").slice(0, 12), 16));
  expect(milliseconds).toEqual(milliseconds.toSorted((left, right) => left - right));
});
