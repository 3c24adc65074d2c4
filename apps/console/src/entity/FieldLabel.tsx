import type { FieldDefinition } from "@catalyst/contracts";
import { useTranslate } from "react-admin";

/** A field's label; a computed one says so. */
export function FieldLabel({ field }: { readonly field: FieldDefinition }) {
  const translate = useTranslate();
  const mark = translate(`field_type.${field.type}.mark`, { _: "" });
  return (
    <>
      {field.label}
      {mark === "" ? null : ` ${mark}`}
    </>
  );
}
