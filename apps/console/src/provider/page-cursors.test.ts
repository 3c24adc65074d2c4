import { expect, test } from "vitest";
import { createPageCursors } from "./page-cursors.ts";

test("a page that was reached before is found by its cursor, one beyond by the nearest before it", () => {
  const cursors = createPageCursors();
  cursors.remember("companies", 2, "b");
  cursors.remember("companies", 3, "c");
  expect(cursors.nearest("companies", 3)).toEqual({ page: 3, cursor: "c" });
  expect(cursors.nearest("companies", 5)).toEqual({ page: 3, cursor: "c" });
  expect(cursors.nearest("companies", 1)).toEqual({ page: 1, cursor: undefined });
  expect(cursors.nearest("contacts", 3)).toEqual({ page: 1, cursor: undefined });
});

test("a list that has become shorter forgets the page that it no longer has", () => {
  const cursors = createPageCursors();
  cursors.remember("companies", 2, "b");
  cursors.remember("companies", 2, null);
  expect(cursors.nearest("companies", 2)).toEqual({ page: 1, cursor: undefined });
});

test("only the latest lists are kept", () => {
  const cursors = createPageCursors();
  for (let list = 0; list <= 50; list += 1) cursors.remember(String(list), 2, "x");
  expect(cursors.nearest("0", 2).page).toBe(1);
  expect(cursors.nearest("50", 2).page).toBe(2);
});
