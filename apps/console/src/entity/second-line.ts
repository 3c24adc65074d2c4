import type { EntityType, FieldDefinition } from "@catalyst/contracts";
import { readAddress } from "../field/address/address-parts.ts";
import type { ScreenRecord } from "../provider/records-of.ts";

/** Fields that say where a record is, in the order that people say it. */
const PLACE_KEYS = ["city", "country"] as const;

/** Fields whose values stand in the grey line below a record's name: they need no column of their own. Pure. */
export function secondLineFields(entityType: EntityType): readonly FieldDefinition[] {
  const places = PLACE_KEYS.flatMap((key) => entityType.fields.filter((field) => field.key === key));
  if (places.length > 0) return places;
  const candidates = entityType.fields.filter((field) => field.key !== entityType.primaryField);
  const chosen =
    candidates.find((field) => field.type === "address") ??
    candidates.find((field) => field.type === "relation" && field.config.multiple !== true) ??
    candidates.find((field) => field.key === "email" || field.type === "email");
  return chosen ? [chosen] : [];
}

/** The grey line below a record's name: where it is, whose it is, or how to reach it; null when nothing is known. Pure. */
export function secondLine(entityType: EntityType, record: ScreenRecord): string | null {
  const words = secondLineFields(entityType).flatMap((field) => wordsOf(field, record));
  return words.length > 0 ? words.join(", ") : null;
}

function wordsOf(field: FieldDefinition, record: ScreenRecord): readonly string[] {
  const value = record.fields[field.key] ?? null;
  if (field.type === "relation") {
    const name = typeof value === "string" ? record.refs[value]?.displayName : undefined;
    return name === undefined ? [] : [name];
  }
  if (field.type === "address") {
    const { city, region, country } = readAddress(value);
    return [city, region ?? country].flatMap((part) => part ?? []);
  }
  return typeof value === "string" && value !== "" ? [value] : [];
}
