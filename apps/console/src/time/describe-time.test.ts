import { expect, test } from "vitest";
import { describeTime } from "./describe-time.ts";

const now = new Date("2026-11-22T14:40:00Z");
const words = (at: string, timeZone = "UTC") => {
  const described = describeTime({ at: new Date(at), now, locale: "en-GB", timeZone });
  return described.kind === "text" ? described.text : described.kind;
};

test("today shows the hour, yesterday its name, this year the day, other years all of it", () => {
  expect(words("2026-11-22T14:32:00Z")).toBe("14:32");
  expect(words("2026-11-21T23:59:00Z")).toBe("yesterday");
  expect(words("2026-11-19T08:00:00Z")).toBe("19 Nov");
  expect(words("2027-02-14T08:00:00Z")).toBe("14 Feb 2027");
});

test("the reader's zone decides what today is", () => {
  expect(words("2026-11-21T23:30:00Z", "Europe/Zurich")).toBe("00:30");
});
