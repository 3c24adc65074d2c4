import { DomainError } from "@catalyst/contracts";
import type { NextFunction, Request, Response } from "express";
import { ownOrigins } from "../config.ts";

const SAFE_METHODS = new Set(["GET", "HEAD", "OPTIONS"]);

/** The headers by which a browser says where a request comes from. */
export type RequestSource = {
  readonly method: string;
  readonly origin: string | undefined;
  readonly fetchSite: string | undefined;
};

/** Refuses calls that may change something unless they come from our own pages. */
export function sameOriginOnly(appUrl: string): (request: Request, response: Response, next: NextFunction) => void {
  const origins = new Set(ownOrigins(appUrl));
  return (request, _response, next) => {
    const source = { method: request.method, origin: request.get("origin"), fetchSite: request.get("sec-fetch-site") };
    if (comesFromUs(source, origins)) next();
    else
      next(
        new DomainError(
          "forbidden",
          "This request did not come from Catalyst's own pages. Reload the page and try again.",
        ),
      );
  };
}

/** Browsers send both headers and pages can't forge them: each that is there must be ours, and one must be there. */
export function comesFromUs(source: RequestSource, origins: ReadonlySet<string>): boolean {
  if (SAFE_METHODS.has(source.method)) return true;
  if (source.fetchSite !== undefined && source.fetchSite !== "same-origin") return false;
  if (source.origin !== undefined) return origins.has(source.origin);
  return source.fetchSite === "same-origin";
}

/** A header that no plain form and no image can send: it forces a preflight, which we never answer. */
export function clientHeaderRequired(request: Request, _response: Response, next: NextFunction): void {
  if (request.get("x-catalyst-client") === "1") next();
  else next(new DomainError("bad_request", "The header x-catalyst-client: 1 is missing."));
}
