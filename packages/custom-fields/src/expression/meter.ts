import type { ASTNode } from "@marcbachmann/cel-js";
import { ExpressionError } from "./expression-error.ts";
import { calledName, childrenOf, isLoop } from "./syntax-tree.ts";

/**
 * What one evaluation may cost, in units of about 0.1 µs: each node that is evaluated costs one, and what it is given to
 * look through costs by its size. About 100 ms: large lists pass, lists times lists do not.
 */
export const EVALUATION_BUDGET = 1_000_000;

/** Characters, or items of a list, that one unit looks through. */
const CHARACTERS_A_UNIT = 16;
const ITEMS_A_UNIT = 8;
/** A pattern looks through half a character in 0.1 µs, of the first 10,000: see `regexMatch`. */
const PATTERN_CHARACTERS = 10_000;
const PATTERN_UNITS = 2;
/** Making a pattern ready takes 15 µs. */
const PATTERN_BASE = 75;
/** Reading a clock in a time zone takes 50 µs. */
const ZONE_UNITS = 500;
/** An error takes 20 µs. */
const ERROR_UNITS = 200;

/** How much of a value its reader looks at: nothing, its length, all of it, or with a pattern. */
type Look = "none" | "length" | "all" | "pattern" | "zone";

type Evaluate = (this: unknown, ...given: readonly unknown[]) => unknown;

/** Counts what an evaluation costs; give it to `meterTree` once and start it before each evaluation. */
export type Meter = { spent: number };

/** Makes every node of a checked tree count: no loop, and no look through large data, can pass the budget. */
export function meterTree(root: ASTNode, meter: Meter): void {
  meterNode(root, "all", meter);
}

function meterNode(node: ASTNode, look: Look, meter: Meter): void {
  let evaluate = evaluationOf(node);
  const metered = (...given: readonly unknown[]): unknown => {
    charge(meter, 1);
    const value = counting(meter, () => evaluate.call(node, ...given));
    charge(meter, costOf(value, look));
    return value;
  };
  // The library sets a node's way to be evaluated when it is evaluated first.
  const keep = (own: Evaluate): void => {
    evaluate = own;
  };
  Object.defineProperty(node, "evaluate", { get: () => metered, set: keep });
  for (const child of childrenOf(node)) meterNode(child, lookAt(node, child), meter);
}

/** An error costs more than most values: it draws the place where it happened, and a loop may swallow it and go on. */
function counting(meter: Meter, work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    meter.spent += ERROR_UNITS;
    throw error;
  }
}

/** One for all, since it is thrown again for each turn of a loop that goes on after errors. */
const TOO_MUCH = new ExpressionError(
  "evaluation",
  "This would take too long: it goes through too much data. Use less of it.",
);

/** Ends an evaluation that has cost too much, also one that has swallowed the error as `||` and `exists` do. @throws ExpressionError */
export function assertWithinBudget({ spent }: Meter): void {
  if (spent > EVALUATION_BUDGET) throw TOO_MUCH;
}

function charge(meter: Meter, units: number): void {
  meter.spent += units;
  assertWithinBudget(meter);
}

const COMPARES: ReadonlySet<string> = new Set(["==", "!=", "in"]);
const KEEPS: ReadonlySet<string> = new Set(["list", "map"]);
const PASSES_ON: ReadonlySet<string> = new Set([".", ".?", "[]", "[?]", "?:"]);

/** What a node does with the value of a child. */
function lookAt(parent: ASTNode, child: ASTNode): Look {
  const name = calledName(parent);
  if (name !== null) return lookOfCall(parent, child, name);
  if (COMPARES.has(parent.op)) return childrenOf(parent).some((operand) => operand.op === "value") ? "length" : "all";
  if (KEEPS.has(parent.op)) return "all";
  return PASSES_ON.has(parent.op) ? "none" : "length";
}

function lookOfCall(parent: ASTNode, child: ASTNode, name: string): Look {
  // What a loop goes through costs by its turns; what a turn gives is kept.
  if (isLoop(parent)) return childrenOf(parent)[0] === child ? "none" : "all";
  if (name === "size" || name === "isEmpty") return "none";
  if (name === "regexMatch") return "pattern";
  return name.startsWith("get") && childrenOf(parent).length > 1 ? "zone" : "length";
}

function costOf(value: unknown, look: Look): number {
  switch (look) {
    case "none":
      return 0;
    case "zone":
      return ZONE_UNITS;
    case "all":
      return wholeSize(value);
    case "pattern":
      return (
        PATTERN_BASE + (typeof value === "string" ? PATTERN_UNITS * Math.min(value.length, PATTERN_CHARACTERS) : 0)
      );
    case "length":
      return lengthOf(value);
  }
}

function lengthOf(value: unknown): number {
  if (typeof value === "string") return value.length / CHARACTERS_A_UNIT;
  return Array.isArray(value) ? value.length / ITEMS_A_UNIT : 0;
}

/** Sizes of objects that were looked through once: the next look costs as much, but takes no time to tell. */
const known = new WeakMap<object, number>();

function wholeSize(value: unknown): number {
  if (typeof value !== "object" || value === null) return lengthOf(value);
  const before = known.get(value);
  if (before !== undefined) return before;
  const parts: readonly unknown[] = Array.isArray(value) ? value : Object.values(value);
  const size = parts.reduce<number>((sum, part) => sum + 1 + wholeSize(part), 1);
  known.set(value, size);
  return size;
}

function evaluationOf(node: ASTNode): Evaluate {
  const evaluate: unknown = Reflect.get(node, "evaluate");
  if (!isEvaluate(evaluate)) throw new Error("Assertion failed: a node of a syntax tree can be evaluated");
  return evaluate;
}

function isEvaluate(value: unknown): value is Evaluate {
  return typeof value === "function";
}
