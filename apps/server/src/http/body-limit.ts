import { DomainError } from "@catalyst/contracts";
import type { NextFunction, Request, Response } from "express";

/** Refuses a body that is larger than `maxBytes`, or whose size is not told, before any of it is read. */
export function bodyLimit(maxBytes: number): (request: Request, response: Response, next: NextFunction) => void {
  return (request, _response, next) => {
    const length = request.get("content-length");
    if (length === undefined && request.get("transfer-encoding") !== undefined) {
      next(new DomainError("bad_request", "The request must tell its size in Content-Length."));
    } else if (length !== undefined && Number(length) > maxBytes) {
      next(new DomainError("payload_too_large", `The request is larger than ${maxBytes} bytes. Send less at a time.`));
    } else {
      next();
    }
  };
}
