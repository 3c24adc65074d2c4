import type { LiteralProps } from "../field-props.ts";
import { singleText } from "../single-text.ts";
import { TypedLiteral } from "../TypedLiteral.tsx";

/** A fixed day. */
export function DateLiteral({ value, field: _field, ...props }: LiteralProps) {
  return (
    <TypedLiteral {...props} type="date" text={singleText(value)} toValue={(text) => (text === "" ? null : text)} />
  );
}
