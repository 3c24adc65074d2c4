import type { EntityType, FieldDefinition, FieldValue } from "@catalyst/contracts";

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

function startValue({ type, defaultValue }: FieldDefinition, { me, now, today }: StartContext): FieldValue {
  if (type === "date" && defaultValue === "today") return today;
  if (type === "dateTime" && defaultValue === "now") return now;
  if (type === "user" && defaultValue === "me") return me;
  return defaultValue;
}
