import { DomainError } from "@catalyst/contracts";
import { inexactNumberPath } from "@catalyst/custom-fields";
import express, { type RequestHandler } from "express";

/**
 * Reads a JSON body as text, which the router parses later, and refuses numbers that parsing would round: 1.00 is a
 * number, 9007199254740993 would silently become another one.
 */
export function exactJson(maxBytes: number): readonly RequestHandler[] {
  return [
    express.text({ type: "application/json", limit: maxBytes }),
    (request, _response, next) => {
      const body: unknown = request.body;
      const path = typeof body === "string" ? inexactNumberPath(body) : null;
      next(path === null ? undefined : refusal(path));
    },
  ];
}

/** Names the record's field where the number is inside one, else the place in the request. */
function refusal(path: readonly string[]): DomainError {
  const at = path.indexOf("fields");
  const field = (at === -1 ? path.join(".") : path[at + 1]) ?? "";
  const message = "A number has more digits than can be kept exactly. Send at most 15 digits.";
  return new DomainError("field_invalid", message, {
    problems: [{ field, code: "inexact_number", message: "The number has more digits than can be kept exactly." }],
  });
}
