import type { FieldValue } from "@catalyst/contracts";
import { plainText } from "../../workflow/document/plain-text.ts";
import type { LiteralProps } from "../field-props.ts";
import { TypedLiteral } from "../TypedLiteral.tsx";

/** Fixed data as JSON. */
export function JsonLiteral({ value, field: _field, ...props }: LiteralProps) {
  return <TypedLiteral {...props} type="text" text={plainText(value)} toValue={parsed} />;
}

/** Text stays as typed until it is JSON; the server says what is missing. */
function parsed(text: string): FieldValue {
  try {
    return JSON.parse(text);
  } catch {
    return text === "" ? null : text;
  }
}
