import { useTranslate } from "react-admin";
import { RelationInput } from "../../workflow/panel/RelationInput.tsx";
import type { LiteralProps } from "../field-props.ts";
import { singleText } from "../single-text.ts";

/** A fixed record. */
export function RelationLiteral({ field, value, onChange, ...shared }: LiteralProps) {
  const translate = useTranslate();
  const { targetEntityType = "", multiple } = field.config;
  return (
    <RelationInput
      {...shared}
      placeholder={translate("workflow.form.choose")}
      entityType={targetEntityType}
      value={singleText(value)}
      onChange={(recordId) => onChange(multiple === true ? [recordId] : recordId)}
    />
  );
}
