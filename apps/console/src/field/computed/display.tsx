import type { ResultType } from "@catalyst/contracts";
import type { ComponentType } from "react";
import { BooleanDisplay } from "../boolean/display.tsx";
import { DateDisplay } from "../date/display.tsx";
import { DateTimeDisplay } from "../date-time/display.tsx";
import type { FieldDisplayProps } from "../field-props.ts";
import { NumberDisplay } from "../number/display.tsx";
import { TextDisplay } from "../text/display.tsx";

const RESULT_DISPLAYS = {
  text: TextDisplay,
  number: NumberDisplay,
  boolean: BooleanDisplay,
  date: DateDisplay,
  dateTime: DateTimeDisplay,
} as const satisfies Record<ResultType, ComponentType<FieldDisplayProps>>;

/** What a formula or a roll-up gave, shown like a field of that type. */
export function ComputedDisplay(props: FieldDisplayProps) {
  const { resultType } = props.field.config;
  const Display = RESULT_DISPLAYS[resultType ?? (props.field.type === "rollup" ? "number" : "text")];
  return <Display {...props} />;
}
