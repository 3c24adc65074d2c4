import type { FieldValue } from "@catalyst/contracts";
import { useTranslate } from "react-admin";
import { type Choice, SelectInput } from "../workflow/panel/SelectInput.tsx";
import type { LiteralProps } from "./field-props.ts";
import { singleText } from "./single-text.ts";

type ChoiceLiteralProps = LiteralProps & {
  readonly choices: readonly Choice[];
  readonly toValue?: (choice: string) => FieldValue;
};

/** A fixed value that is one of a few. */
export function ChoiceLiteral({ value, field: _field, toValue, onChange, ...shared }: ChoiceLiteralProps) {
  const translate = useTranslate();
  return (
    <SelectInput
      {...shared}
      placeholder={translate("workflow.form.choose")}
      value={singleText(value)}
      onChange={(choice) => onChange(toValue ? toValue(choice) : choice)}
    />
  );
}
