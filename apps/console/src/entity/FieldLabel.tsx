import type { FieldDefinition, FieldType } from "@catalyst/contracts";
import { useTranslate } from "react-admin";

const COMPUTED: ReadonlySet<FieldType> = new Set(["formula", "rollup"]);

/** A field's label; a computed one says so. */
export function FieldLabel({ field }: { readonly field: FieldDefinition }) {
  const translate = useTranslate();
  return (
    <>
      {field.label}
      {COMPUTED.has(field.type) ? ` ${translate(`field.${field.type}`)}` : null}
    </>
  );
}
