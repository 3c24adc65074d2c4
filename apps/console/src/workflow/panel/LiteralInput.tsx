import type { FieldDefinition, FieldValue } from "@catalyst/contracts";
import Skeleton from "@mui/material/Skeleton";
import { Suspense } from "react";
import { consoleOf } from "../../field/registry.ts";
import { singleText } from "../../field/single-text.ts";
import { TypedLiteral } from "../../field/TypedLiteral.tsx";
import { useEditor } from "./editor-context.ts";

type LiteralInputProps = {
  readonly id?: string;
  readonly label: string;
  readonly field: FieldDefinition | null;
  readonly value: FieldValue;
  readonly onChange: (value: FieldValue) => void;
};

/** A fixed value of a field, with the input that its type wants; plain text where there is no field. */
export function LiteralInput({ field, value, ...props }: LiteralInputProps) {
  const { readOnly } = useEditor();
  if (field === null)
    return <TypedLiteral {...props} readOnly={readOnly} type="text" text={singleText(value)} toValue={guess} />;
  const { literal: Literal } = consoleOf(field);
  return (
    <Suspense fallback={<Skeleton animation={false} height={32} />}>
      <Literal {...props} field={field} value={value} readOnly={readOnly} />
    </Suspense>
  );
}

/** Outputs of steps, such as an HTTP status, have no field that says their type: numbers and yes or no are seen as such. */
function guess(text: string): FieldValue {
  if (/^-?\d{1,15}(\.\d{1,10})?$/.test(text)) return Number(text);
  return text === "true" || text === "false" ? text === "true" : text;
}
