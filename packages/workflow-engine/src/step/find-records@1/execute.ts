import { z } from "zod";
import type { Token } from "../../run-state.ts";
import { writeList } from "../item-list.ts";
import { resolveFilter } from "../filter-texts.ts";
import { recordOutput } from "../record-output.ts";
import { databaseStep } from "../step-executor.ts";
import { FindRecordsConfig } from "./definition.ts";

/** Name under which the records that a step has found are kept, within its run. */
function listKeyOf(token: Pick<Token, "stepKey" | "path">): string {
  return `${token.stepKey}@${token.path}`;
}

/** Finds, and fixes what was found as a list of the run. */
export const findRecordsExecutor = databaseStep(FindRecordsConfig, async (config, context) => {
  const { entityType, limit } = config;
  const filter = resolveFilter(config.filter, context.scope);
  const list = listKeyOf(context.token);
  return {
    input: { entityType, filter: z.json().parse(filter), limit },
    effect: async (effects) => {
      const ids = await effects.find({ entityType, filter, limit });
      await effects.keepItems(list, entityType, ids);
      const [id] = ids;
      const first = id === undefined ? null : await effects.load({ entityType, id });
      return {
        count: ids.length,
        first: first === null ? null : recordOutput(first),
        list: writeList(context.runId, list),
      };
    },
  };
});
