import type { EntityType, FieldDefinition } from "@catalyst/contracts";
import type { NameLine } from "../field/field-type-console.ts";
import { consoleOf } from "../field/registry.ts";
import { REACH_LINE } from "../field/text/reach-line.ts";
import type { ScreenRecord } from "../provider/records-of.ts";

/** Fields that say where a record is, in the order that people say it. */
const PLACE_KEYS = ["city", "country"] as const;

/** Text where standard entity types keep an e-mail address. */
const REACH_KEY = "email";

/** Fields whose values stand in the grey line below a record's name: they need no column of their own. Pure. */
export function secondLineFields(entityType: EntityType): readonly FieldDefinition[] {
  const places = PLACE_KEYS.flatMap((key) => entityType.fields.filter((field) => field.key === key));
  if (places.length > 0) return places;
  const candidates = entityType.fields.filter((field) => field.key !== entityType.primaryField);
  const ranked = candidates.flatMap((field) => {
    const line = lineOf(field);
    return line?.fits(field.config) ? [{ field, rank: line.rank }] : [];
  });
  return ranked
    .toSorted((one, other) => one.rank - other.rank)
    .slice(0, 1)
    .map(({ field }) => field);
}

/** The grey line below a record's name: where it is, whose it is, or how to reach it; null when nothing is known. Pure. */
export function secondLine(entityType: EntityType, record: ScreenRecord): string | null {
  const words = secondLineFields(entityType).flatMap((field) => wordsOf(field, record));
  return words.length > 0 ? words.join(", ") : null;
}

function wordsOf(field: FieldDefinition, record: ScreenRecord): readonly string[] {
  return (lineOf(field) ?? REACH_LINE).words(record.fields[field.key] ?? null, record);
}

function lineOf(field: FieldDefinition): NameLine | null {
  return consoleOf(field).nameLine ?? (field.key === REACH_KEY ? REACH_LINE : null);
}
