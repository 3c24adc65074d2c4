import { PrincipalId } from "@catalyst/contracts";
import type { ExpressionScope } from "../../expression/compile-expression.ts";
import { parseTemplate, renderTemplate } from "../../expression/template.ts";
import { idempotencyKeyOf } from "../../run-state.ts";
import { databaseStep } from "../step-executor.ts";
import { SendNotificationConfig } from "./definition.ts";

/** Leaves the messages in the segment's transaction; mails follow its commit. */
export const sendNotificationExecutor = databaseStep(SendNotificationConfig, async (config, context) => {
  const { scope } = context;
  const principalIds = config.to === "people" ? config.people : ownerOf(scope);
  const title = renderTemplate(parseTemplate(config.title), scope, "line");
  const body = renderTemplate(parseTemplate(config.body), scope, "text");
  const key = idempotencyKeyOf(context.runId, context.token);
  return {
    input: { principalIds, title, body },
    effect: async (effects) => {
      await effects.notify({ key, principalIds, title, body, mail: config.mail, approvalWaitId: null });
      return { notified: principalIds.length };
    },
  };
});

function ownerOf({ record }: ExpressionScope): readonly PrincipalId[] {
  const parsed = PrincipalId.safeParse(record["ownerId"]);
  return parsed.success ? [parsed.data] : [];
}
