import { SelectInput, useTranslate } from "react-admin";
import type { FieldInputProps } from "../field-props.ts";
import { useInputProps } from "../use-input-props.ts";

/** Yes, no or empty: a switch could not say the third. */
export function BooleanFieldInput(props: FieldInputProps) {
  const translate = useTranslate();
  const choices = [
    { id: true, name: translate("record.yes") },
    { id: false, name: translate("record.no") },
  ];
  return (
    <SelectInput
      {...useInputProps(props)}
      choices={choices}
      emptyValue={null}
      translateChoice={false}
      parse={(value: unknown) => (value === "" ? null : value === true || value === "true")}
    />
  );
}
