import { ChoiceLiteral } from "../ChoiceLiteral.tsx";
import type { LiteralProps } from "../field-props.ts";

/** A fixed option. */
export function OptionLiteral(props: LiteralProps) {
  const offered = (props.field.config.options ?? []).filter((option) => !option.archived);
  return <ChoiceLiteral {...props} choices={offered.map(({ id, label }) => ({ value: id, label }))} />;
}
