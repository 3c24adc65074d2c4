import { DomainError, type EntityType } from "@catalyst/contracts";
import { violatedUnique } from "@catalyst/db";
import type { Metadata } from "../metadata/metadata.ts";

/** What a failed write means: a value of a unique field that is taken is a problem of that field. Anything else stays as it is. */
export function explainWriteError(error: unknown, metadata: Metadata, entityType: EntityType): unknown {
  const slot = /_(u[1-5])_/.exec(violatedUnique(error) ?? "")?.[1];
  if (slot === undefined) return error;
  const assignment = metadata.slots.find(
    (candidate) => candidate.entityType === entityType.key && candidate.slot === slot,
  );
  const field = metadata.customFields.find(
    (candidate) => candidate.entityType === entityType.key && candidate.fieldId === assignment?.fieldId,
  );
  if (field === undefined) return error;
  return new DomainError("field_invalid", "Some values can't be saved. See the marked fields.", {
    problems: [
      { field: field.key, code: "taken", message: `${field.label} must be unique, and another record has this value.` },
    ],
    cause: error,
  });
}
