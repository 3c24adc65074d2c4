import { useTranslate } from "react-admin";
import { ChoiceLiteral } from "../ChoiceLiteral.tsx";
import type { LiteralProps } from "../field-props.ts";

/** A fixed yes or no. */
export function BooleanLiteral(props: LiteralProps) {
  const translate = useTranslate();
  const choices = [
    { value: "true", label: translate("record.yes") },
    { value: "false", label: translate("record.no") },
  ];
  return <ChoiceLiteral {...props} choices={choices} toValue={(choice) => choice === "true"} />;
}
