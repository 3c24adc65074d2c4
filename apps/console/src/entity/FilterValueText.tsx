import { type FieldDefinition, type FieldValue, RecordId } from "@catalyst/contracts";
import { isRelation } from "@catalyst/custom-fields";
import { useGetMany, useTranslate } from "react-admin";
import { useMetadata } from "../provider/metadata.ts";
import type { ScreenRecord } from "../provider/records-of.ts";
import { valueNames } from "./condition-text.ts";

type FilterValueTextProps = { readonly field: FieldDefinition; readonly value: FieldValue };

/** A condition's value in words: options, members and records by their names. */
export function FilterValueText({ field, value }: FilterValueTextProps) {
  const translate = useTranslate();
  const principals = useMetadata().data?.principals ?? [];
  const target = isRelation(field) ? (field.config.targetEntityType ?? "") : "";
  const ids =
    target === "" || value === null ? [] : [value].flat().flatMap((id: unknown) => RecordId.safeParse(id).data ?? []);
  const { data = [] } = useGetMany<ScreenRecord>(target, { ids }, { enabled: ids.length > 0 });
  const named = [...principals, ...data.map(({ id, displayName }) => ({ id: id as string, name: displayName }))];
  return <>{valueNames({ field, value, named, translate }).join(", ")}</>;
}
