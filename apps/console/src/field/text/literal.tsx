import type { LiteralProps } from "../field-props.ts";
import { singleText } from "../single-text.ts";
import { TypedLiteral } from "../TypedLiteral.tsx";

/** Fixed text. */
export function TextLiteral({ value, field: _field, ...props }: LiteralProps) {
  return <TypedLiteral {...props} type="text" text={singleText(value)} toValue={(text) => text} />;
}
