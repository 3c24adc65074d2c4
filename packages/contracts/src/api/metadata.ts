import { z } from "zod";
import type { Action } from "../permission.ts";
import type { EntityType, SlotUsage } from "../entity-type.ts";
import { EntityTypeKey, type PrincipalId, type TeamId } from "../ids.ts";

/** Where days begin and weeks start: relative dates follow it. */
export const Calendar = z.strictObject({
  /** A zone of the IANA database, such as `Europe/Berlin`. */
  timeZone: z.string().min(1).max(64),
  /** ISO number of a week's first day: 1 is Monday, 7 Sunday. */
  weekStartsOn: z.int().min(1).max(7),
});
export type Calendar = z.infer<typeof Calendar>;

/** `metadata.get`: all that the console generates its screens from. Any change of it raises `version`. */
export type TenantMetadata = {
  readonly version: number;
  readonly entityTypes: readonly EntityType[];
  readonly slotUsage: Readonly<Record<EntityTypeKey, readonly SlotUsage[]>>;
  readonly principals: readonly { readonly id: PrincipalId; readonly name: string; readonly active: boolean }[];
  readonly teams: readonly { readonly id: TeamId; readonly name: string }[];
  /** What the filters of the person who asks follow; theirs where they have set one, else the tenant's. */
  readonly calendar: Calendar;
  readonly calendarIsOwn: boolean;
  /** What workflows follow. */
  readonly tenantCalendar: Calendar;
  readonly actions: readonly Action[];
  /** Fields for each entity type at most. */
  readonly fieldLimit: number;
  /** Every limit of fields and their values, so that screens can show it before it is met. */
  readonly limits: FieldLimits;
};

/** What fields can have at most: counts, or characters of a text. */
export type FieldLimits = {
  readonly fields: number;
  readonly label: number;
  readonly help: number;
  readonly section: number;
  readonly options: number;
  readonly optionLabel: number;
  readonly currencies: number;
  readonly pattern: number;
  readonly expression: number;
  readonly text: number;
  readonly longText: number;
  readonly json: number;
  readonly relationTargets: number;
  readonly ratingStars: number;
};

/** `metadata.apiSchema`: JSON Schemas of an entity type's records, as the API takes and gives them. */
export const ApiSchemaInput = z.strictObject({ entityType: EntityTypeKey });
