import { createHmac } from "node:crypto";
import type { PrincipalId, TenantId } from "@catalyst/contracts";

/** An approval as one of those who are asked may decide it. */
export type ApprovalLink = { readonly tenantId: TenantId; readonly waitId: string; readonly principalId: PrincipalId };

/**
 * The secret part of an approval's link. Nothing of it is stored: it can be made again from the key alone, so that a mail
 * that is sent twice is the same twice. It serves once, since an approval is decided once.
 */
export function approvalToken(contextKey: Buffer, link: ApprovalLink): string {
  const text = ["approval:1", link.tenantId, link.waitId, link.principalId].join(":");
  return createHmac("sha256", contextKey).update(text).digest("base64url");
}
