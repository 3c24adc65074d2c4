import type { WebhookDetails } from "@catalyst/contracts";
import { type Webhook, webhookSecret } from "@catalyst/records";
import type { Services } from "../services.ts";

/** Where a webhook is called, and its secret. */
export function webhookDetails({ config }: Services, hook: Webhook): WebhookDetails {
  return {
    url: `${config.appUrl}/api/hooks/${hook.tenantId}/${hook.workflowId}`,
    secret: webhookSecret(config.contextKey, hook),
  };
}
