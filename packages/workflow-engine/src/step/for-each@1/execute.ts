import { resolveValue } from "../../expression/resolve-value.ts";
import type { JsonValue } from "@catalyst/custom-fields/expression";
import { EffectError } from "../../effect-error.ts";
import type { StepOutcome } from "../../apply-outcome.ts";
import { readList } from "../item-list.ts";
import { effectStep } from "../step-executor.ts";
import { ForEachConfig } from "./definition.ts";

/** Begins the loop; its items were fixed by the step that found them. A token that wakes stands for a child run's share. */
export const forEachExecutor = effectStep(ForEachConfig, {
  prepare: async (config, context) => {
    const found = resolveValue({ kind: "formula", cel: `steps.${config.source}.list` }, context.scope);
    const list = readList(found);
    if (list === null)
      throw new EffectError("no_list", "The step that finds the records has not run.", {
        retryable: false,
        definite: true,
      });
    const width = config.atOnce > 1 ? config.atOnce : 0;
    return {
      input: { list: found },
      effect: async (effects) => ({ kind: "loop", list, end: await effects.countItems(list), width }),
    };
  },
  resume: (_config, _context, wake) => ({ input: null, effect: async () => shareOutcome(wake) }),
});

function shareOutcome(wake: { readonly kind: string; readonly payload?: JsonValue }): StepOutcome {
  const { status, detail, result } = readEnd(wake.payload ?? null);
  if (status === "completed") return { kind: "done", port: "next", output: result };
  const message = `A run for a share of the items has not completed: ${detail ?? status}`;
  return { kind: "failed", code: "items_failed", message, retryable: false, definite: true };
}

/** What a child run leaves when it ends. */
export function readEnd(payload: JsonValue): { status: string; detail: string | null; result: JsonValue } {
  const end = typeof payload === "object" && payload !== null && !Array.isArray(payload) ? payload : {};
  const [status, detail] = ["status" in end ? end["status"] : "failed", "detail" in end ? end["detail"] : null];
  return {
    status: typeof status === "string" ? status : "failed",
    detail: typeof detail === "string" ? detail : null,
    result: "result" in end ? (end["result"] ?? null) : null,
  };
}
