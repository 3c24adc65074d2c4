import { timingSafeEqual } from "node:crypto";
import {
  DecideByLinkInput,
  DomainError,
  type LinkedApproval,
  type Principal,
  PrincipalId,
  TenantId,
} from "@catalyst/contracts";
import { type TenantTransaction, withTenant } from "@catalyst/db";
import { approvalToken, decideApproval, getApproval } from "@catalyst/records";
import type { NextFunction, Request, Response } from "express";
import { z } from "zod";
import type { Services } from "../services.ts";

const Link = z.object({ tenantId: TenantId, waitId: z.guid(), principalId: PrincipalId, token: z.string().max(100) });
type Link = z.infer<typeof Link>;

type Handler = (request: Request, response: Response, next: NextFunction) => Promise<void>;

/** `GET /api/approvals/:tenantId/:waitId/:principalId/:token`: shows the question; mail scanners that follow links decide nothing. */
export function showApproval(services: Services): Handler {
  return answered(services, async (tx, { waitId }) => toLinked(await getApproval(tx, waitId)));
}

/** `POST` to the same address: decides, once; who comes later hears what was decided. */
export function decideByLink(services: Services): Handler {
  return answered(services, async (tx, { waitId }, body) => {
    const input = DecideByLinkInput.safeParse(body);
    if (!input.success) throw new DomainError("bad_request", "Say whether you approve or reject.");
    const { decided, decision } = await decideApproval(tx, services.queue, { waitId, ...input.data });
    return { decided, decision };
  });
}

function answered(
  services: Services,
  work: (tx: TenantTransaction, link: Link, body: unknown) => Promise<object>,
): Handler {
  return async (request, response, next) => {
    try {
      await services.limiters.api.consume(`approval:${request.ip ?? "unknown"}`);
      const link = parseLink(services, request);
      const principal = await memberOf(services, link);
      const body: unknown = request.body;
      const answer = await withTenant(services.database, principal, (tx) => work(tx, link, body));
      response.set("Cache-Control", "no-store").json(answer);
    } catch (error) {
      next(error);
    }
  };
}

/** Every link that is not right answers alike. */
function parseLink({ config }: Services, request: Request): Link {
  const link = Link.safeParse(request.params);
  if (!link.success) throw unknownLink();
  const expected = Buffer.from(approvalToken(config.contextKey, link.data), "utf8");
  const given = Buffer.from(link.data.token, "utf8");
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) throw unknownLink();
  return link.data;
}

async function memberOf({ principals }: Services, { tenantId, principalId }: Link): Promise<Principal> {
  const { principal, active } = await principals({ tenantId, principalId });
  if (!active) throw unknownLink();
  return principal;
}

function toLinked({ title, body, since, decision }: LinkedApproval): LinkedApproval {
  return { title, body, since, decision };
}

function unknownLink(): DomainError {
  return new DomainError("not_found", "This link is not valid, or you are not asked any more.");
}
