import { ChoiceValueInput } from "../../entity/ChoiceValueInput.tsx";
import type { FilterValueInputProps } from "../../entity/FilterValueInput.tsx";

/** The options of a condition. */
export function OptionFilterValue(props: FilterValueInputProps) {
  return <ChoiceValueInput {...props} choices={props.field.config.options ?? []} />;
}
