import { DomainError, HTTP_STATUS, type ErrorCode, type Problem } from "@catalyst/contracts";
import { TRPCError } from "@trpc/server";
import { z } from "zod";
import { publicFailure } from "../http/http-errors.ts";

/** What a caller gets with every error; ROUTER.md promises it. */
export type ErrorData = {
  readonly code: ErrorCode;
  readonly httpStatus: number;
  readonly requestId: string;
  readonly problems: readonly Problem[];
  readonly currentVersion?: number;
};

/** An error as a caller sees it: our code, a sentence for people, no stack and no message of a library. */
export function toErrorShape(error: TRPCError, requestId: string): { readonly message: string; readonly data: ErrorData } {
  const failure = toFailure(error);
  const { code, message, problems, currentVersion } = failure;
  const data = { code, httpStatus: HTTP_STATUS[code], requestId, problems };
  return { message, data: currentVersion === undefined ? data : { ...data, currentVersion } };
}

/** The only place where tRPC's own errors are read. */
export function toFailure(error: TRPCError): DomainError {
  if (error.cause instanceof z.ZodError) return invalidInput(error.cause);
  switch (error.code) {
    case "INTERNAL_SERVER_ERROR":
      return publicFailure(error.cause ?? error);
    case "NOT_FOUND":
      return new DomainError("not_found", "There is no such procedure.");
    case "PAYLOAD_TOO_LARGE":
      return new DomainError("payload_too_large", "The request is too large. Send less at a time.");
    case "METHOD_NOT_SUPPORTED":
      return new DomainError("bad_request", "Queries are sent with GET, mutations with POST.");
    default:
      return new DomainError("bad_request", "The request can't be read.", { cause: error });
  }
}

function invalidInput(error: z.ZodError): DomainError {
  const problems = error.issues.slice(0, 50).map((issue) => ({ field: issue.path.join("."), code: issue.code, message: issue.message }));
  return new DomainError("bad_request", "The request has values of a wrong form.", { problems, cause: error });
}
