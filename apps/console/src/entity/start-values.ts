import type { EntityType, FieldDefinition, FieldValue } from "@catalyst/contracts";
import { fieldTypeOf } from "@catalyst/custom-fields";

/** What dynamic defaults stand for: who makes the record, the instant, and the day where they are. */
export type StartContext = { readonly me: string | null; readonly now: string; readonly today: string };

/** What a new record's form begins with: defaults, with `today`, `now` and `me` as what they mean. Pure. */
export function startValues(entityType: EntityType, context: StartContext): Readonly<Record<string, FieldValue>> {
  return Object.fromEntries(
    entityType.fields.flatMap((field) => {
      if (field.defaultValue === null || field.readOnly || field.storage.kind === "header") return [];
      return [[field.key, startValue(field, context)]];
    }),
  );
}

function startValue(field: FieldDefinition, { me, now, today }: StartContext): FieldValue {
  const { defaultValue } = field;
  const meanings = { me, now, today } as const;
  const dynamic = fieldTypeOf(field).dynamicDefaults?.find((name) => name === defaultValue);
  return dynamic === undefined ? defaultValue : meanings[dynamic];
}
