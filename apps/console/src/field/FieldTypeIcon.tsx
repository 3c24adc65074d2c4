import type { FieldType } from "@catalyst/contracts";
import { FIELD_TYPE_CONSOLES } from "./registry.ts";

type FieldTypeIconProps = { readonly type: FieldType; readonly size?: number };

/** The icon of a field's type. */
export function FieldTypeIcon({ type, size = 14 }: FieldTypeIconProps) {
  const { Icon } = FIELD_TYPE_CONSOLES[type];
  return <Icon aria-hidden sx={{ fontSize: size, flex: "none" }} />;
}
