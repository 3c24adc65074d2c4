import { TextInput, useTranslate } from "react-admin";
import type { FieldInputProps } from "../field-props.ts";
import { useInputProps } from "../use-input-props.ts";
import { fromLocalInput, toLocalInput } from "./local-time.ts";
import { useTimeZone } from "./use-time-zone.ts";

/** An instant in the reader's own zone, which stands below; it is kept in UTC. */
export function DateTimeFieldInput(props: FieldInputProps) {
  const translate = useTranslate();
  const timeZone = useTimeZone();
  const { helperText, ...input } = useInputProps(props);
  const zone = translate("field_type.dateTime.zone", { zone: timeZone.replaceAll("_", " ") });
  return (
    <TextInput
      {...input}
      type="datetime-local"
      helperText={helperText ? `${helperText} ${zone}` : zone}
      format={(value: unknown) => toLocalInput(value, timeZone)}
      parse={(text: string) => fromLocalInput(text, timeZone)}
      slotProps={{ inputLabel: { shrink: true } }}
    />
  );
}
