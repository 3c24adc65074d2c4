import { type Principal, PrincipalId, TenantId, WorkflowId, DomainError, FieldValue } from "@catalyst/contracts";
import { withTenant } from "@catalyst/db";
import {
  findWebhook,
  findWebhookOwner,
  isGenuine,
  receiveWebhook,
  type WebhookCall,
  webhookSecret,
} from "@catalyst/records";
import type { NextFunction, Request, Response } from "express";
import type { Services } from "../services.ts";

/** One sentence for every refusal: who calls without the secret must not learn which tenants and workflows there are. */
const REFUSED = "There is no such webhook, or the signature is not right, or the call is too old.";

type Handler = (request: Request, response: Response, next: NextFunction) => Promise<void>;

/**
 * `POST /api/hooks/:tenantId/:workflowId`: starts a workflow for a call that is signed as standardwebhooks.com says. A
 * delivery starts one run at most, however often it comes; its body's fields are the run's input.
 */
export function receiveHook(services: Services): Handler {
  return async (request, response, next) => {
    try {
      await services.limiters.api.consume(`hook:${request.ip ?? "unknown"}`);
      response.status(202).json(await receive(services, request));
    } catch (error) {
      next(error);
    }
  };
}

async function receive(services: Services, request: Request): Promise<{ readonly started: boolean }> {
  const target = parseTarget(request);
  const call = parseCall(request);
  const owner = await ownerOf(services, target);
  return withTenant(services.database, owner, async (tx) => {
    const secret = webhookSecret(services.config.contextKey, await findWebhook(tx, target.workflowId));
    if (!isGenuine(secret, call, Date.now())) throw refused();
    const { workflowId } = target;
    const runs = await receiveWebhook(tx, services.starter, { workflowId, id: call.id, body: parseBody(call.body) });
    return { started: runs.length > 0 };
  });
}

type Target = { readonly tenantId: TenantId; readonly workflowId: WorkflowId };

function parseTarget(request: Request): Target {
  const tenantId = TenantId.safeParse(request.params["tenantId"]);
  const workflowId = WorkflowId.safeParse(request.params["workflowId"]);
  if (!tenantId.success || !workflowId.success) throw refused();
  return { tenantId: tenantId.data, workflowId: workflowId.data };
}

function parseCall(request: Request): WebhookCall {
  const body: unknown = request.body;
  return {
    id: request.get("webhook-id") ?? "",
    timestamp: request.get("webhook-timestamp") ?? "",
    signature: request.get("webhook-signature") ?? "",
    body: Buffer.isBuffer(body) ? body : Buffer.alloc(0),
  };
}

/** Whom the run acts for: whoever published the workflow, with the rights of today. */
async function ownerOf({ database, principals }: Services, { tenantId, workflowId }: Target): Promise<Principal> {
  const owner = await withTenant(database, nobodyOf(tenantId), (tx) => findWebhookOwner(tx, workflowId)).catch(
    (error: unknown) => {
      // A tenant that is not there can't be entered.
      if (error instanceof DomainError && error.code === "forbidden") return null;
      throw error;
    },
  );
  if (owner === null) throw refused();
  const { principal, active } = await principals({ tenantId, principalId: owner });
  if (!active) throw refused();
  return principal;
}

/** Reads which workflow it is, and nothing else. */
function nobodyOf(tenantId: TenantId): Principal {
  const principalId = PrincipalId.parse("00000000-0000-4000-8000-000000000000");
  return { tenantId, principalId, role: "read_only", scope: "own", scopeByEntityType: {}, teamIds: [] };
}

function parseBody(bytes: Buffer): FieldValue {
  try {
    const parsed = FieldValue.safeParse(JSON.parse(bytes.toString("utf8")));
    if (parsed.success) return parsed.data;
  } catch {
    // Told below: the body is the sender's to correct.
  }
  throw new DomainError("bad_request", "The body must be JSON, at most 8 levels deep.");
}

function refused(): DomainError {
  return new DomainError("unauthenticated", REFUSED);
}
