import { lookup as systemLookup, type LookupAddress } from "node:dns";
import { isIP, type LookupFunction } from "node:net";
import { Agent } from "undici";
import { HttpCallError } from "./http-call-error.ts";
import { isPublicAddress } from "./public-address.ts";

const CONNECT_TIMEOUT_MS = 10_000;

/** `host:port` pairs that may be called although they are not public; for tests and for a trusted internal service. */
export type AllowedHosts = ReadonlySet<string>;

/**
 * An agent that checks the address it connects to, at the moment when it connects: a second DNS answer can't slip in
 * between check and use. Address literals never reach DNS, so `assertCallable` checks those.
 */
export function createGuardedAgent(allowed: AllowedHosts): Agent {
  return new Agent({
    connect: { lookup: guardedLookup(allowed), timeout: CONNECT_TIMEOUT_MS },
    connections: 8,
    keepAliveTimeout: 5_000,
  });
}

/** Refuses what no step may call: other schemes, credentials in the address, literals that are not public. */
export function assertCallable(url: URL, allowed: AllowedHosts): void {
  if (url.protocol !== "https:" && url.protocol !== "http:")
    throw refused("Only http and https addresses can be called.");
  if (url.username || url.password) throw refused("Put credentials into a header, not into the address.");
  const host = url.hostname.replace(/^\[|\]$/g, "");
  if (isIP(host) !== 0 && !isPublicAddress(host) && !allowed.has(hostWithPort(url)))
    throw refused(`${url.hostname} is not a public address.`);
}

function hostWithPort(url: URL): string {
  return `${url.hostname}:${url.port || (url.protocol === "https:" ? "443" : "80")}`;
}

function guardedLookup(allowed: AllowedHosts): LookupFunction {
  const allowedNames = new Set([...allowed].map((entry) => entry.slice(0, entry.lastIndexOf(":"))));
  return (hostname, options, callback) => {
    systemLookup(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) return callback(error, "", 0);
      const bad = allowedNames.has(hostname) ? undefined : addresses.find((entry) => !isPublicAddress(entry.address));
      if (bad) return callback(refused(`${hostname} does not lead to a public address.`), "", 0);
      answer(addresses, options.all === true, callback);
    });
  };
}

function answer(addresses: LookupAddress[], all: boolean, callback: Parameters<LookupFunction>[2]): void {
  const first = addresses[0];
  if (all || !first) callback(null, addresses);
  else callback(null, first.address, first.family);
}

function refused(message: string): HttpCallError {
  return new HttpCallError("http_address_refused", message, { sent: false });
}
