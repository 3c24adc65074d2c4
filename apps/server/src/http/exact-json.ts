import { DomainError } from "@catalyst/contracts";
import { jsonLoss, type JsonLoss } from "@catalyst/custom-fields";
import express, { type RequestHandler } from "express";

const MESSAGES = {
  inexact_number: "The number has more digits than can be kept exactly.",
  bad_key: "A key can't be called __proto__.",
} as const satisfies Record<JsonLoss["code"], string>;

/**
 * Reads a JSON body as text, which the router parses later, and refuses what would get lost on the way: 9007199254740993
 * would silently become another number.
 */
export function exactJson(maxBytes: number): readonly RequestHandler[] {
  return [
    express.text({ type: "application/json", limit: maxBytes }),
    (request, _response, next) => {
      const body: unknown = request.body;
      const loss = typeof body === "string" ? jsonLoss(body) : null;
      next(loss === null ? undefined : refusal(loss));
    },
  ];
}

/** Names the record's field where it is inside one, else the place in the request. */
function refusal({ path, code }: JsonLoss): DomainError {
  const at = path.indexOf("fields");
  const field = (at === -1 ? path.join(".") : path[at + 1]) ?? "";
  const message = MESSAGES[code];
  return new DomainError("field_invalid", `A value can't be kept as it was sent: ${message}`, {
    problems: [{ field, code, message }],
  });
}
