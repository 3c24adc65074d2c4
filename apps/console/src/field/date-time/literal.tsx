import type { LiteralProps } from "../field-props.ts";
import { singleText } from "../single-text.ts";
import { TypedLiteral } from "../TypedLiteral.tsx";

/** Length of a moment to the minute, as the browser's input takes it. */
const MINUTES = 16;

/** A fixed moment. */
export function DateTimeLiteral({ value, field: _field, ...props }: LiteralProps) {
  return (
    <TypedLiteral
      {...props}
      type="datetime-local"
      text={singleText(value).slice(0, MINUTES)}
      toValue={(text) => (text === "" ? null : new Date(text).toISOString())}
    />
  );
}
