import type { FieldType } from "@catalyst/contracts";
import { fieldTypeOf } from "@catalyst/custom-fields";

/** Whether data has parts that nobody knows before a run: paths into it are taken as they are. Pure. */
export function isOpenData(data: { readonly type: FieldType }): boolean {
  return fieldTypeOf(data).workflowType === "any";
}
