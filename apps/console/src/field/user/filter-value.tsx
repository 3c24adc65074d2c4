import { ME } from "@catalyst/contracts";
import { useTranslate } from "react-admin";
import { ChoiceValueInput } from "../../entity/ChoiceValueInput.tsx";
import type { FilterValueInputProps } from "../../entity/FilterValueInput.tsx";
import { useMetadata } from "../../provider/metadata.ts";

/** The members of a condition, the reader first. */
export function UserFilterValue(props: FilterValueInputProps) {
  const translate = useTranslate();
  const principals = useMetadata().data?.principals ?? [];
  const people = principals.map(({ id, name }) => ({ id: id as string, label: name }));
  return <ChoiceValueInput {...props} choices={[{ id: ME, label: translate("filter.me") }, ...people]} />;
}
