import type { LiteralProps } from "../field-props.ts";
import { singleText } from "../single-text.ts";
import { TypedLiteral } from "../TypedLiteral.tsx";

/** A fixed number. */
export function NumberLiteral({ value, field: _field, ...props }: LiteralProps) {
  return (
    <TypedLiteral
      {...props}
      type="number"
      text={singleText(value)}
      toValue={(text) => (text === "" ? null : Number(text))}
    />
  );
}
