import { ME, type Condition, type FieldDefinition, type FieldValue } from "@catalyst/contracts";
import { fieldTypeOf } from "@catalyst/custom-fields";
import { useTranslate } from "react-admin";
import { useMetadata } from "../provider/metadata.ts";
import { AmountValueInput } from "./AmountValueInput.tsx";
import { ChoiceValueInput } from "./ChoiceValueInput.tsx";
import { DayValueInput } from "./DayValueInput.tsx";
import { RangeValueInput } from "./RangeValueInput.tsx";
import { RelationValueInput } from "./RelationValueInput.tsx";
import { TypedValueInput } from "./TypedValueInput.tsx";

/** What every input of a condition's value is given. `onDone` closes it. */
export type FilterValueInputProps = {
  readonly field: FieldDefinition;
  readonly condition: Condition;
  readonly onChange: (value: FieldValue) => void;
  readonly onDone: () => void;
};

/** The value of a condition, by what the field's values are like. */
export function FilterValueInput(props: FilterValueInputProps) {
  const { field, condition } = props;
  if (condition.operator === "within" || condition.operator === "notWithin") return <RangeValueInput {...props} />;
  const { options } = field.config;
  if (options !== undefined) return <ChoiceValueInput {...props} choices={options} />;
  switch (fieldTypeOf(field).comparison) {
    case "user":
      return <PersonInput {...props} />;
    case "boolean":
      return <BooleanInput {...props} />;
    case "relation":
      return <RelationValueInput {...props} />;
    case "date":
    case "dateTime":
      return <DayValueInput {...props} />;
    case "number":
      return field.type === "currency" && condition.operator !== "in" && condition.operator !== "notIn" ? (
        <AmountValueInput {...props} />
      ) : (
        <TypedValueInput {...props} />
      );
    case "text":
    case "options":
    case "document":
      return <TypedValueInput {...props} />;
  }
}

function PersonInput(props: FilterValueInputProps) {
  const translate = useTranslate();
  const principals = useMetadata().data?.principals ?? [];
  const people = principals.map(({ id, name }) => ({ id: id as string, label: name }));
  return <ChoiceValueInput {...props} choices={[{ id: ME, label: translate("filter.me") }, ...people]} />;
}

function BooleanInput(props: FilterValueInputProps) {
  const translate = useTranslate();
  const choices = [
    { id: true, label: translate("record.yes") },
    { id: false, label: translate("record.no") },
  ];
  return <ChoiceValueInput {...props} choices={choices} />;
}
