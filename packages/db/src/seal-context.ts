import { createHmac } from "node:crypto";
import type { Principal } from "@catalyst/contracts";

/** How long a sealed context is accepted: ten minutes, since a transaction compares it with its own start. */
export const CONTEXT_LIFETIME_SECONDS = 600;
const KEY_ID = 1;

/**
 * The sealed tenant context: `v1.kid.expires.tenant.principal.scope.teams.mac`, HMAC-SHA256 over all but the last part.
 * `app.context()` verifies it in the database; see docs/security.md.
 */
export function sealContext(principal: Principal, contextKey: Buffer, nowMs: number): string {
  const expires = Math.floor(nowMs / 1000) + CONTEXT_LIFETIME_SECONDS;
  const parts = [
    KEY_ID,
    expires,
    principal.tenantId,
    principal.principalId,
    scopeOf(principal),
    principal.teamIds.join(","),
  ];
  const payload = `v1.${parts.join(".")}`;
  return `${payload}.${createHmac("sha256", contextKey).update(payload).digest("hex")}`;
}

function scopeOf(principal: Principal): string {
  const overrides = Object.entries(principal.scopeByEntityType).map(([entityType, scope]) => `${entityType}:${scope}`);
  return [principal.scope, ...overrides].join(",");
}
