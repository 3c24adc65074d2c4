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
export function toErrorShape(
  error: TRPCError,
  requestId: string,
): { readonly message: string; readonly data: ErrorData } {
  const failure = toFailure(error);
  const { code, message, problems, currentVersion } = failure;
  const data = { code, httpStatus: HTTP_STATUS[code], requestId, problems };
  return { message, data: currentVersion === undefined ? data : { ...data, currentVersion } };
}

/** What tRPC itself refuses; the rest of its codes mean a request that it can't read. */
const FAILURES: Readonly<Partial<Record<TRPCError["code"], { readonly code: ErrorCode; readonly message: string }>>> = {
  NOT_FOUND: { code: "not_found", message: "There is no such procedure." },
  PAYLOAD_TOO_LARGE: { code: "payload_too_large", message: "The request is too large. Send less at a time." },
  METHOD_NOT_SUPPORTED: { code: "bad_request", message: "Queries are sent with GET, mutations with POST." },
};

/** The only place where tRPC's own errors are read. */
export function toFailure(error: TRPCError): DomainError {
  if (error.cause instanceof z.ZodError) return invalidInput(error.cause);
  if (error.code === "INTERNAL_SERVER_ERROR") return publicFailure(error.cause ?? error);
  const { code, message } = FAILURES[error.code] ?? { code: "bad_request", message: "The request can't be read." };
  return new DomainError(code, message, { cause: error });
}

function invalidInput(error: z.ZodError): DomainError {
  const problems = error.issues
    .slice(0, 50)
    .map((issue) => ({ field: issue.path.join("."), code: issue.code, message: issue.message }));
  return new DomainError("bad_request", "The request has values of a wrong form.", { problems, cause: error });
}
