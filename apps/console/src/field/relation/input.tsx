import { AutocompleteArrayInput, AutocompleteInput, ReferenceArrayInput, ReferenceInput } from "react-admin";
import type { FieldInputProps } from "../field-props.ts";
import { useInputProps } from "../use-input-props.ts";

const toSearch = (search: string) => (search === "" ? {} : { search });
const SORT = { field: "updatedAt", order: "DESC" as const };

/** A picker over the other entity type: the latest records at first, then those whose name begins as typed. */
export function RelationFieldInput(props: FieldInputProps) {
  const { source, ...input } = useInputProps(props);
  const { targetEntityType = "", multiple } = props.field.config;
  if (multiple) {
    return (
      <ReferenceArrayInput source={source} reference={targetEntityType} sort={SORT}>
        <AutocompleteArrayInput {...input} optionText="displayName" filterToQuery={toSearch} />
      </ReferenceArrayInput>
    );
  }
  return (
    <ReferenceInput source={source} reference={targetEntityType} sort={SORT}>
      <AutocompleteInput
        {...input}
        optionText="displayName"
        filterToQuery={toSearch}
        parse={(value: unknown) => (value === "" ? null : value)}
      />
    </ReferenceInput>
  );
}
