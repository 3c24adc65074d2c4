import { LISTS } from "../../entity/filter-edits.ts";
import type { FilterValueInputProps } from "../../entity/FilterValueInput.tsx";
import { TypedValueInput } from "../../entity/TypedValueInput.tsx";
import { AmountValueInput } from "./AmountValueInput.tsx";

/** The amount of a condition, in one currency or in any; for operators that take a list, the amounts alone. */
export function CurrencyFilterValue(props: FilterValueInputProps) {
  return LISTS.has(props.condition.operator) ? <TypedValueInput {...props} /> : <AmountValueInput {...props} />;
}
