import { PrincipalId } from "@catalyst/contracts";
import { z } from "zod";
import type { StepOutcome } from "../../apply-outcome.ts";
import { parseTemplate, renderTemplate } from "../../expression/template.ts";
import { idempotencyKeyOf } from "../../run-state.ts";
import { effectStep, type PreparedEffect, type StepContext, type StepWake } from "../step-executor.ts";
import { ApprovalConfig } from "./definition.ts";

const HOUR_MS = 3_600_000;

/** What an approval notes while it waits; people see it too. */
const Asked = z.object({
  title: z.string(),
  body: z.string(),
  people: z.array(PrincipalId),
  mail: z.boolean(),
  since: z.string(),
  reminders: z.int(),
  escalated: z.boolean(),
});
type Asked = z.infer<typeof Asked>;

/** What somebody decided. */
const Decision = z.object({ decision: z.enum(["approved", "rejected"]), decidedBy: z.string(), reason: z.string() });

/** Asks, reminds, asks others, gives up: each in one transaction with what it tells people. */
export const approvalExecutor = effectStep(ApprovalConfig, {
  prepare: async (config, context) => {
    const { scope, newId } = context;
    const title = renderTemplate(parseTemplate(config.title), scope, "line");
    const body = renderTemplate(parseTemplate(config.body), scope, "text");
    const { people, mail } = config;
    return ask(config, context, {
      asked: { title, body, people, mail, since: scope.now, reminders: 0, escalated: false },
      whom: people,
      waitId: newId,
    });
  },
  resume: (config, context, wake) => {
    if (wake.kind === "arrival") return only(decided(wake));
    return goOnAsking(config, context, Asked.parse(wake.memo));
  },
});

function goOnAsking(config: ApprovalConfig, context: StepContext, asked: Asked): PreparedEffect {
  const passedMs = Date.parse(context.scope.now) - Date.parse(asked.since);
  const waitId = waitIdOf(context);
  if (passedMs >= config.expireHours * HOUR_MS)
    return only({ kind: "done", port: "expired", output: { decision: "expired", decidedBy: null, reason: "" } });
  if (!asked.escalated && passedMs >= (config.escalateHours ?? Number.POSITIVE_INFINITY) * HOUR_MS) {
    const people = [...new Set([...asked.people, ...config.escalateTo])];
    return ask(config, context, { asked: { ...asked, people, escalated: true }, whom: config.escalateTo, waitId });
  }
  // Reminders that nobody could send are left out, not sent all at once.
  const missed = Math.floor(passedMs / ((config.remindHours ?? config.expireHours) * HOUR_MS));
  const reminders = Math.max(asked.reminders + 1, missed);
  return ask(config, context, { asked: { ...asked, reminders }, whom: asked.people, waitId });
}

type Question = { readonly asked: Asked; readonly whom: readonly PrincipalId[]; readonly waitId: string };

function ask(config: ApprovalConfig, context: StepContext, { asked, whom, waitId }: Question): PreparedEffect {
  const round = `${asked.reminders}${asked.escalated ? "e" : ""}`;
  const title = asked.reminders > 0 ? `Reminder: ${asked.title}` : asked.title;
  return {
    input: { title, people: whom },
    effect: async (effects) => {
      const key = `${idempotencyKeyOf(context.runId, context.token)}:${round}`;
      await effects.notify({
        key,
        principalIds: whom,
        title,
        body: asked.body,
        mail: asked.mail,
        approvalWaitId: waitId,
      });
      return { kind: "wait", reason: "approval", dueAt: nextDue(config, asked), memo: asked };
    },
  };
}

/** When there is something to do next, if nobody decides. */
function nextDue(config: ApprovalConfig, asked: Asked): string {
  const { remindHours, escalateHours, expireHours } = config;
  const hours = [expireHours];
  if (remindHours !== undefined) hours.push(remindHours * (asked.reminders + 1));
  if (escalateHours !== undefined && !asked.escalated) hours.push(escalateHours);
  return new Date(Date.parse(asked.since) + Math.min(...hours) * HOUR_MS).toISOString();
}

function decided(wake: Extract<StepWake, { kind: "arrival" }>): StepOutcome {
  const { decision, decidedBy, reason } = Decision.parse(wake.payload);
  return { kind: "done", port: decision, output: { decision, decidedBy, reason } };
}

function only(outcome: StepOutcome): PreparedEffect {
  return { input: null, effect: async () => outcome };
}

function waitIdOf({ token }: StepContext): string {
  if (token.position.kind !== "waiting") throw new Error("Assertion failed: an approval that goes on has waited");
  return token.position.waitId;
}
