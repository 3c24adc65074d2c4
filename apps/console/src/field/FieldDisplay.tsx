import { ComputedValue, recomputedState } from "./computed/ComputedValue.tsx";
import { EmptyValue } from "./EmptyValue.tsx";
import type { FieldDisplayProps } from "./field-props.ts";
import { consoleOf } from "./registry.ts";

/** One value, or a dash; a computed one with how far it can be trusted. */
export function FieldDisplay(props: FieldDisplayProps) {
  const state = props.record.computed?.[props.field.key] ?? recomputedState(props);
  if (state === null) return <PlainValue {...props} />;
  return (
    <ComputedValue
      state={state}
      compact={props.compact ?? false}
      isWatched={props.field.recompute?.state !== "cancelled"}
    >
      <PlainValue {...props} />
    </ComputedValue>
  );
}

function PlainValue(props: FieldDisplayProps) {
  const { value } = props;
  const isHidden = props.record.hiddenRelations?.includes(props.field.key) ?? false;
  if (!isHidden && (value === null || value === "" || (Array.isArray(value) && value.length === 0)))
    return <EmptyValue />;
  const { Display } = consoleOf(props.field);
  return <Display {...props} />;
}
