import { SelectInput, useTranslate } from "react-admin";
import { useWatch } from "react-hook-form";
import type { FieldInputProps } from "../field-props.ts";
import { offeredOptions } from "../multi-select/chosen-options.ts";
import { useInputProps } from "../use-input-props.ts";
import { OptionDot } from "./OptionDot.tsx";

type Choice = { readonly id: string; readonly name: string; readonly hue: string };

/** One of the options; an archived one is offered only where the record has it. */
export function SelectFieldInput(props: FieldInputProps) {
  const translate = useTranslate();
  const value: unknown = useWatch({ name: props.source });
  const choices: Choice[] = offeredOptions(props.field, value).map(({ id, label, hue, archived }) => ({
    id,
    hue,
    name: archived ? translate("field.archived_option", { label }) : label,
  }));
  return (
    <SelectInput
      {...useInputProps(props)}
      choices={choices}
      optionText={(choice: Choice) => <OptionDot hue={choice.hue}>{choice.name}</OptionDot>}
      translateChoice={false}
      emptyValue=""
      parse={(chosen: unknown) => (chosen === "" ? null : chosen)}
    />
  );
}
