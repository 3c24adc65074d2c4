import { useTranslate } from "react-admin";
import { ChoiceValueInput } from "../../entity/ChoiceValueInput.tsx";
import type { FilterValueInputProps } from "../../entity/FilterValueInput.tsx";

/** The yes or no of a condition. */
export function BooleanFilterValue(props: FilterValueInputProps) {
  const translate = useTranslate();
  const choices = [
    { id: true, label: translate("record.yes") },
    { id: false, label: translate("record.no") },
  ];
  return <ChoiceValueInput {...props} choices={choices} />;
}
