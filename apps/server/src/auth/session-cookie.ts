import { createHmac, timingSafeEqual } from "node:crypto";

/** `__Host-` lets no subdomain and no plain-text page plant a cookie; browsers accept it over https only. */
export function sessionCookieName(appUrl: string): string {
  return appUrl.startsWith("https:") ? "__Host-catalyst_session" : "catalyst_session";
}

/** The session token of a Cookie header, or null: `token.signature`, signed by better-auth with HMAC-SHA256. */
export function readSessionToken(cookieHeader: string | undefined, name: string, secret: string): string | null {
  const value = cookieValue(cookieHeader ?? "", name);
  if (value === null) return null;
  const dot = value.lastIndexOf(".");
  if (dot < 1) return null;
  const token = value.slice(0, dot);
  const signature = Buffer.from(value.slice(dot + 1), "base64");
  const expected = createHmac("sha256", secret).update(token).digest();
  return signature.length === expected.length && timingSafeEqual(signature, expected) ? token : null;
}

function cookieValue(header: string, name: string): string | null {
  for (const part of header.split(";")) {
    const [key, value] = part.split("=", 2);
    if (key?.trim() === name && value !== undefined) return decode(part.slice(part.indexOf("=") + 1).trim());
  }
  return null;
}

function decode(value: string): string | null {
  try {
    return decodeURIComponent(value);
  } catch {
    return null; // Not a cookie that we wrote.
  }
}
