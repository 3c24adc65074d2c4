import { z } from "zod";
import { FieldValues } from "./field-value.ts";
import { EntityTypeKey, PrincipalId, RecordId, TeamId } from "./ids.ts";

/** A record as every caller sees it; `fields` holds native and custom values by key, relations as ids. */
export type CrmRecord = {
  readonly id: RecordId;
  readonly entityType: EntityTypeKey;
  readonly displayName: string;
  readonly version: number;
  readonly ownerId: PrincipalId | null;
  readonly teamId: TeamId | null;
  readonly createdAt: string;
  readonly createdBy: PrincipalId | null;
  readonly updatedAt: string;
  readonly updatedBy: PrincipalId | null;
  readonly deletedAt: string | null;
  readonly fields: FieldValues;
  /** Relations that lead to records which the reader does not see, too; how many is not said. Absent where there are none. */
  readonly hiddenRelations?: readonly string[];
  /** States of computed fields that are not simply right, and of every roll-up; absent where there are none. */
  readonly computed?: Readonly<Record<string, ComputedState>>;
};

/** How far a computed value can be trusted. */
export type ComputedState = {
  /** Why there is no value, in words; null where it could be computed. */
  readonly error: string | null;
  /** The value holds all changes up to this instant. */
  readonly asOf: string;
  /** True while later changes are still being worked in. */
  readonly updating: boolean;
};

/** A record that another one points to: enough to show it by name. */
export type RecordReference = {
  readonly id: RecordId;
  readonly entityType: EntityTypeKey;
  readonly displayName: string;
};

/** One page by keyset. `references` names the records that relation values point to. */
export type RecordPage = {
  readonly records: readonly CrmRecord[];
  readonly references: readonly RecordReference[];
  readonly nextCursor: string | null;
};

/** Why a change happened; kept in the audit row. */
export type ChangeReason =
  | { readonly kind: "screen" }
  | { readonly kind: "api" }
  | { readonly kind: "seed" }
  | { readonly kind: "import"; readonly importId: string }
  | {
      readonly kind: "workflow_run";
      readonly runId: string;
      readonly stepKey: string;
      readonly rootId: string;
      readonly depth: number;
    };

/** What a caller asks to be written: values by key; absent keys stay as they are. */
export const RecordPatch = z.strictObject({
  fields: FieldValues.default({}),
  ownerId: PrincipalId.nullish(),
  teamId: TeamId.nullish(),
});
export type RecordPatch = z.infer<typeof RecordPatch>;

/** Where a record is: every statement needs all three parts with the tenant. */
export const RecordKey = z.strictObject({ entityType: EntityTypeKey, id: RecordId });
export type RecordKey = z.infer<typeof RecordKey>;
