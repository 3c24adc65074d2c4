import { EffectError } from "../../effect-error.ts";
import { copyValues } from "../record-output.ts";
import { targetId } from "../record-target.ts";
import { databaseStep } from "../step-executor.ts";
import { AssignOwnerConfig } from "./definition.ts";

/** Chooses, and changes the owner, in the segment's transaction: a turn that is taken back was never taken. */
export const assignOwnerExecutor = databaseStep(AssignOwnerConfig, async (config, context) => {
  const { entityType, strategy, people } = config;
  const id = targetId(config.target, context);
  return {
    input: { entityType, id, strategy, people },
    effect: async (effects) => {
      const ownerId = await effects.choosePrincipal({ strategy, principalIds: people, entityType });
      if (ownerId === null)
        throw new EffectError("nobody", "None of these people is an active member.", {
          retryable: false,
          definite: true,
        });
      const written = await effects.update({ entityType, id, fields: { ownerId } });
      return { ownerId, id, entityType, version: written.version, record: copyValues(written.fields) };
    },
  };
});
