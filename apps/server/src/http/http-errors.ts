import { DomainError, HTTP_STATUS } from "@catalyst/contracts";
import { toDomainError } from "@catalyst/db";
import type { ErrorRequestHandler, NextFunction, Request, Response } from "express";
import type { Logger } from "pino";
import { requestIdOf } from "./request-id.ts";

const JSON_RPC_INVALID_REQUEST = -32_600;

/** The last handler: a clear JSON error with the request's id, never a message or a stack of ours. */
export function errorHandler(log: Logger): ErrorRequestHandler {
  // oxlint-disable-next-line max-params -- Express knows an error handler by its four parameters.
  return (error: unknown, request, response, next) => {
    if (response.headersSent) {
      next(error);
      return;
    }
    const failure = publicFailure(error);
    if (failure.code === "internal") log.error({ err: error, requestId: requestIdOf(response) }, "unexpected error");
    // What is left of a refused body is not read; the connection ends with the answer.
    if (failure.code === "payload_too_large") response.setHeader("connection", "close");
    const body = errorBody(failure, requestIdOf(response));
    response
      .status(HTTP_STATUS[failure.code])
      .json(request.originalUrl.startsWith("/trpc/") ? inRouterShape(body) : body);
  };
}

/** Any error as one that may be told: what is not expected becomes `internal` with a sentence of ours. */
export function publicFailure(error: unknown): DomainError {
  const known = toDomainError(error);
  if (known instanceof DomainError) return known;
  const status = error instanceof Error && "status" in error ? error.status : undefined;
  if (status === 404) return new DomainError("not_found", "There is nothing at this address.", { cause: error });
  if (status === 413)
    return new DomainError("payload_too_large", "The request is too large. Send less at once.", { cause: error });
  if (typeof status === "number" && status >= 400 && status < 500)
    return new DomainError("bad_request", "The request can't be read.", { cause: error });
  return new DomainError(
    "internal",
    "Something went wrong on our side. Try again; if it stays, give support the request id.",
    { cause: error },
  );
}

type ErrorBody = Pick<DomainError, "message" | "code" | "problems"> & { readonly requestId: string };

function errorBody({ message, code, problems }: DomainError, requestId: string): ErrorBody {
  return { message, code, requestId, problems };
}

/** What is refused before the router sees it looks to its client like any other refusal. */
function inRouterShape({ message, code, requestId, problems }: ErrorBody): object {
  return {
    error: {
      message,
      code: JSON_RPC_INVALID_REQUEST,
      data: { code, httpStatus: HTTP_STATUS[code], requestId, problems },
    },
  };
}

/** For paths of the API that don't exist. */
export function notFound(_request: Request, _response: Response, next: NextFunction): void {
  next(new DomainError("not_found", "There is nothing at this address."));
}
