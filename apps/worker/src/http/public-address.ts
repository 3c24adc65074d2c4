import ipaddr from "ipaddr.js";

/** Azure's host agent answers on a public-looking address: the one exception to "unicast is public". */
const DENIED_UNICAST = new Set(["168.63.129.16"]);

/**
 * Whether an address literal is on the public internet. Everything that is not plain unicast is refused: loopback,
 * private, link-local, carrier-grade, multicast, mapped and translated forms. See docs/security.md.
 */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.process(address);
  return parsed.range() === "unicast" && !DENIED_UNICAST.has(parsed.toString());
}
