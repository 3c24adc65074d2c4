import { expect, test } from "vitest";
import { createTranslator } from "../../translate.ts";
import { adminMessages } from "../messages.ts";
import { roomLeft } from "./room-left.ts";

const translate = createTranslator([adminMessages], "en");

test("the end of a text is told before it is reached, and not while there is much room", () => {
  expect(roomLeft("", 120, translate)).toBeUndefined();
  expect(roomLeft("x".repeat(99), 120, translate)).toBeUndefined();
  expect(roomLeft("x".repeat(100), 120, translate)).toBe("20 of 120 characters left");
  expect(roomLeft("x".repeat(119), 120, translate)).toBe("1 of 120 characters left");
  expect(roomLeft("x".repeat(120), 120, translate)).toBe("0 of 120 characters left");
});
