import type { Condition, FieldDefinition, FieldValue } from "@catalyst/contracts";
import { consoleOf } from "../field/registry.ts";
import { RangeValueInput } from "./RangeValueInput.tsx";

/** What every input of a condition's value is given. `onDone` closes it. */
export type FilterValueInputProps = {
  readonly field: FieldDefinition;
  readonly condition: Condition;
  readonly onChange: (value: FieldValue) => void;
  readonly onDone: () => void;
};

/** The value of a condition, as the field's type asks for it; ranges of days are the same for all that have them. */
export function FilterValueInput(props: FilterValueInputProps) {
  const { operator } = props.condition;
  const { filterValue: TypeValue } = consoleOf(props.field);
  return operator === "within" || operator === "notWithin" ? <RangeValueInput {...props} /> : <TypeValue {...props} />;
}
