import { targetId } from "../record-target.ts";
import { databaseStep } from "../step-executor.ts";
import { DeleteRecordConfig } from "./definition.ts";

/** Deletes in the segment's transaction. */
export const deleteRecordExecutor = databaseStep(DeleteRecordConfig, async ({ entityType, target }, context) => {
  const id = targetId(target, context);
  return {
    input: { entityType, id },
    effect: async (effects) => {
      await effects.delete({ entityType, id });
      return { id, entityType };
    },
  };
});
