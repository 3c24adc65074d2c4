/** Heading under which people find a function. */
export const FUNCTION_GROUPS = ["logic", "number", "text", "date"] as const;
export type FunctionGroup = (typeof FUNCTION_GROUPS)[number];

/** CEL types of values in formulas; dates and instants are both instants. */
export const CEL = {
  number: "double",
  text: "string",
  truth: "bool",
  time: "google.protobuf.Timestamp",
  list: "list<string>",
  any: "dyn",
} as const;

/** CEL types of what goes into a function and comes out. */
export type Signature = readonly [parameters: readonly string[], result: string];
/** Arguments are of the types of a signature: the checker has seen to it. */
export type Call = (...values: readonly unknown[]) => unknown;

/** A function of formulas. */
export type FormulaFunction = {
  readonly name: string;
  readonly group: FunctionGroup;
  /** How it is written, such as `round(number, digits)`. */
  readonly usage: string;
  readonly signatures: readonly Signature[];
  readonly call: Call;
};

/** A function for which any empty argument gives empty. */
export function propagating(
  usage: string,
  signatures: readonly Signature[],
  call: Call,
): Omit<FormulaFunction, "group"> {
  const whenWhole: Call = (...values) =>
    values.some((value) => value === null || value === undefined) ? null : call(...values);
  return deciding(usage, signatures, whenWhole);
}

/** A function that sees empty arguments, as null. */
export function deciding(usage: string, signatures: readonly Signature[], call: Call): Omit<FormulaFunction, "group"> {
  return { name: usage.slice(0, usage.indexOf("(")), usage, signatures, call };
}

/** CEL's own limit on arguments. */
const ARGUMENT_LIMIT = 8;

/** Signatures with one to eight arguments of a type. */
export function anyNumberOf(parameter: string, result: string): readonly Signature[] {
  return Array.from({ length: ARGUMENT_LIMIT }, (_, index): Signature => [
    Array.from({ length: index + 1 }, () => parameter),
    result,
  ]);
}
