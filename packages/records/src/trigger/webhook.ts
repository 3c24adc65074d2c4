import { createHmac, timingSafeEqual } from "node:crypto";
import { DomainError, type FieldValue, PrincipalId, type TenantId, type WorkflowId } from "@catalyst/contracts";
import type { TenantTransaction } from "@catalyst/db";
import type { InsertedRun } from "./insert-runs.ts";
import { startWorkflow, type WorkflowStarter } from "./start-workflow.ts";

/** A webhook of a workflow; `generation` is raised to make the old secret worthless. */
export type Webhook = { readonly tenantId: TenantId; readonly workflowId: WorkflowId; readonly generation: number };

/** A call as it came in; header names are those of the Standard Webhooks specification. */
export type WebhookCall = {
  /** `webhook-id`: names the delivery for ever. */
  readonly id: string;
  /** `webhook-timestamp`: seconds since 1970. */
  readonly timestamp: string;
  /** `webhook-signature`: `v1,` and the signature in Base64; several with spaces between them. */
  readonly signature: string;
  /** The body's very bytes. */
  readonly body: Buffer;
};

/** A call older or newer than this is refused, so that one that was overheard is soon worth nothing. */
const TOLERANCE_SECONDS = 300;
const ID = /^[\w.:-]{1,200}$/;

const LOAD_HOOK =
  "select hook_generation from crm.workflows where tenant_id = $1 and workflow_id = $2 and live_version_id is not null and enabled";
const LOAD_OWNER = `
  select coalesce(w.acts_for, v.published_by) as acts_for from crm.workflows w
  join crm.workflow_versions v on v.tenant_id = w.tenant_id and v.version_id = w.live_version_id
  where w.tenant_id = $1 and w.workflow_id = $2 and w.enabled`;
const ROTATE =
  "update crm.workflows set hook_generation = hook_generation + 1, updated_at = now() where tenant_id = $1 and workflow_id = $2 returning hook_generation";

/** The secret of a webhook, as its sender is given it. Nothing of it is stored: it is made from the key whenever it is needed. */
export function webhookSecret(contextKey: Buffer, hook: Webhook): string {
  const text = ["webhook:1", hook.tenantId, hook.workflowId, hook.generation].join(":");
  return `whsec_${createHmac("sha256", contextKey).update(text).digest("base64")}`;
}

/** Whether a call comes from whoever has the secret, and lately. */
export function isGenuine(secret: string, call: WebhookCall, nowMs: number): boolean {
  const seconds = Number(call.timestamp);
  if (!ID.test(call.id) || !/^\d{1,12}$/.test(call.timestamp)) return false;
  if (Math.abs(nowMs / 1_000 - seconds) > TOLERANCE_SECONDS) return false;
  const key = Buffer.from(secret.replace(/^whsec_/, ""), "base64");
  const expected = createHmac("sha256", key).update(`${call.id}.${call.timestamp}.`).update(call.body).digest();
  return call.signature.split(" ").some((signature) => {
    const given = Buffer.from(signature.replace(/^v1,/, ""), "base64");
    return signature.startsWith("v1,") && given.length === expected.length && timingSafeEqual(given, expected);
  });
}

/** The live workflow's webhook. @throws DomainError `not_found` */
export async function findWebhook(tx: TenantTransaction, workflowId: WorkflowId): Promise<Webhook> {
  const { tenantId } = tx.principal;
  const { rows } = await tx.query<{ hook_generation: number }>("load-hook", LOAD_HOOK, [tenantId, workflowId]);
  const row = rows[0];
  if (row === undefined) throw new DomainError("not_found", "There is no such webhook.");
  return { tenantId, workflowId, generation: row.hook_generation };
}

/** Whom the runs of a live workflow's webhook act for: whoever published it, or has taken it over. Null: there is no live one. */
export async function findWebhookOwner(tx: TenantTransaction, workflowId: WorkflowId): Promise<PrincipalId | null> {
  const values = [tx.principal.tenantId, workflowId];
  const { rows } = await tx.query<{ acts_for: string | null }>("hook-owner", LOAD_OWNER, values);
  const owner = rows[0]?.acts_for ?? null;
  return owner === null ? null : PrincipalId.parse(owner);
}

/** Makes the webhook's secret worthless; the next one is asked for afresh. */
export async function rotateWebhook(tx: TenantTransaction, workflowId: WorkflowId): Promise<Webhook> {
  const { tenantId } = tx.principal;
  const { rows } = await tx.query<{ hook_generation: number }>("rotate-hook", ROTATE, [tenantId, workflowId]);
  const row = rows[0];
  if (row === undefined) throw new DomainError("not_found", "There is no such workflow.");
  return { tenantId, workflowId, generation: row.hook_generation };
}

/** Starts the run of a genuine call: at most one for each delivery, however often and however parallel it comes. */
export async function receiveWebhook(
  tx: TenantTransaction,
  starter: WorkflowStarter,
  call: { readonly workflowId: WorkflowId; readonly id: string; readonly body: FieldValue },
): Promise<readonly InsertedRun[]> {
  const { workflowId, id, body } = call;
  const fields = typeof body === "object" && body !== null && !Array.isArray(body) ? body : {};
  return startWorkflow(tx, starter, {
    workflowId,
    event: "webhook",
    key: `webhook:${id}`,
    recordIds: null,
    input: { ...fields, body },
  });
}
