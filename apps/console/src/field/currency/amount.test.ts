import { expect, test } from "vitest";
import { amountText, amountToSend, shownAmount, typedAmount } from "./amount.ts";

test("an amount that is typed keeps every digit until it is sent as a number", () => {
  const typed = typedAmount("4800.50", "EUR");
  expect(amountText(typed)).toBe("4800.50");
  expect(amountToSend(typed)).toEqual({ amount: 4800.5, currency: "EUR" });
  expect(typedAmount("", "EUR")).toBeNull();
});

test("what is no number is sent as typed, so that the server refuses it with a reason", () => {
  expect(amountToSend(typedAmount("about 5", "EUR"))).toEqual({ amount: "about 5", currency: "EUR" });
  expect(amountToSend(null)).toBeNull();
});

test("only whole amounts with a number are shown", () => {
  expect(shownAmount({ amount: 5, currency: "EUR" })).toEqual({ amount: 5, currency: "EUR" });
  expect(shownAmount("5 EUR")).toBeNull();
});
