import type { FieldDefinition } from "@catalyst/contracts";
import { useTranslate } from "react-admin";
import { EmptyValue } from "../../field/EmptyValue.tsx";
import { useUseCounts } from "./field-uses.ts";

/** Who uses a field, in numbers: "2 workflows, 1 view". */
export function UseCount({ field }: { readonly field: FieldDefinition }) {
  const translate = useTranslate();
  const counts = useUseCounts(field.entityType);
  if (field.fieldId === null || !counts) return <EmptyValue />;
  const words = Object.entries(counts[field.fieldId] ?? {}).map(([kind, count]) =>
    translate(`admin_field.use_count.${kind}`, { smart_count: count }),
  );
  return (
    <span style={{ whiteSpace: "nowrap" }}>
      {words.length > 0 ? words.join(", ") : translate("admin.fields.unused")}
    </span>
  );
}
