import { expect, test } from "vitest";
import { createSlots, outside } from "./slots.ts";

const CALM = { spare: 0, hurried: false };
const HURRIED = { spare: 0, hurried: true };

test("there are no more places than there are, and some can be spared", () => {
  const slots = createSlots(2, () => undefined);

  expect(slots.take({ spare: 2, hurried: false })).toBe(false);
  expect([slots.take(CALM), slots.take(CALM), slots.take(CALM), slots.take(HURRIED)]).toEqual([
    true,
    true,
    false,
    false,
  ]);
  slots.leave();
  expect(slots.take(CALM)).toBe(true);
});

test("a free place goes to who is in a hurry, then to who comes back, then to who comes anew", async () => {
  const order: string[] = [];
  const claims = [{ name: "calm", ...CALM }];
  const slots = createSlots(1, () => {
    const [next] = claims;
    if (next === undefined || !slots.take(next)) return;
    claims.shift();
    order.push(next.name);
  });
  slots.take(CALM);
  const back = slots.comeBack().then(() => order.push("back"));
  claims.unshift({ name: "hurried", ...HURRIED });

  slots.leave();
  expect(order).toEqual(["hurried"]);
  slots.leave();
  await back;
  expect(order).toEqual(["hurried", "back"]);
  slots.leave();
  expect(order).toEqual(["hurried", "back", "calm"]);
});

test("who calls outside leaves its place to others, and has it again afterwards", async () => {
  const slots = createSlots(1, () => undefined);
  slots.take(CALM);

  await outside(slots, () => {
    expect(slots.take(CALM)).toBe(true);
    slots.leave();
    return Promise.resolve();
  });
  expect(slots.take(CALM)).toBe(false);
});
