import type { FieldInputProps } from "./field-props.ts";
import { consoleOf, FIELD_TYPE_CONSOLES } from "./registry.ts";

/** The input of one field; nothing for fields that people can't write. Suspends unless `loadInputs` came first. */
export function FieldInput(props: FieldInputProps) {
  const { input: Input } = consoleOf(props.field);
  return Input === null || props.field.readOnly ? null : <Input {...props} />;
}

/** Loads the inputs of all types, so that no form waits for one of them while somebody types. */
export async function loadInputs(): Promise<void> {
  await Promise.all(Object.values(FIELD_TYPE_CONSOLES).flatMap(({ input }) => (input === null ? [] : [input.load()])));
}
