import { type PrincipalId, PrincipalId as PrincipalIdSchema } from "@catalyst/contracts";
import { z } from "zod";
import type { StepValidation } from "../graph/step-validation.ts";

/** Members of the tenant. */
export const People = z.array(PrincipalIdSchema).max(50);

/** Checks that people are chosen and are active members. */
export function validatePeople(path: string, people: readonly PrincipalId[], validation: StepValidation): void {
  if (people.length === 0) validation.error({ code: "required_missing", path, message: "Choose at least one person." });
  for (const id of people) {
    const member = validation.metadata.principals.find((principal) => principal.id === id);
    if (member?.active !== true)
      validation.error({
        code: "unknown_person",
        path,
        message: `${member?.name ?? "Somebody chosen here"} is no active member.`,
      });
  }
}
