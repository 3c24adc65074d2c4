import type { ResultType } from "@catalyst/contracts";
import { booleanConsole } from "../boolean/boolean.ts";
import { dateConsole } from "../date/date.ts";
import { dateTimeConsole } from "../date-time/date-time.ts";
import { type FieldTypeConsole, ORDINARY } from "../field-type-console.ts";
import { numberConsole } from "../number/number.ts";
import { textConsole } from "../text/text.ts";

/** Types that a computed value can have. */
const RESULTS = {
  text: textConsole,
  number: numberConsole,
  boolean: booleanConsole,
  date: dateConsole,
  dateTime: dateTimeConsole,
} as const satisfies Record<ResultType, FieldTypeConsole>;

type ComputedType = Pick<FieldTypeConsole, "Icon" | "messages" | "settings"> & {
  /** What it gives where its settings don't say. */
  readonly result: ResultType;
};

/** A type whose values the product computes: shown, aligned and filtered like the type of what comes out. */
export function computedConsole({ result, ...own }: ComputedType): FieldTypeConsole {
  const as = (type: ResultType): FieldTypeConsole => {
    const { Display, alignment, literal, filterValue } = RESULTS[type];
    return { ...ORDINARY, ...own, group: "computed", Display, alignment, input: null, literal, filterValue };
  };
  return { ...as(result), resolve: ({ resultType }) => as(resultType ?? result) };
}
