import { AutocompleteInput } from "react-admin";
import { useMetadata } from "../../provider/metadata.ts";
import type { FieldInputProps } from "../field-props.ts";
import { useInputProps } from "../use-input-props.ts";

/** An active member of the tenant. */
export function UserFieldInput(props: FieldInputProps) {
  const principals = useMetadata().data?.principals ?? [];
  const choices = principals.filter((principal) => principal.active).map(({ id, name }) => ({ id, name }));
  return (
    <AutocompleteInput
      {...useInputProps(props)}
      choices={choices}
      translateChoice={false}
      parse={(value: unknown) => (value === "" ? null : value)}
    />
  );
}
