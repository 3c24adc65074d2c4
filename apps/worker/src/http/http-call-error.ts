/** Why an outbound call gave no answer. */
export type HttpCallCode =
  | "http_address_refused"
  | "http_unreachable"
  | "http_timeout"
  | "http_too_large"
  | "http_bad_request"
  | "http_interrupted";

/**
 * A call without an answer. `sent` tells whether the request may have reached the other side: if so, nobody can know
 * whether it was carried out, and a call without an idempotency key is uncertain.
 */
export class HttpCallError extends Error {
  readonly code: HttpCallCode;
  readonly sent: boolean;

  constructor(code: HttpCallCode, message: string, details: { readonly sent: boolean; readonly cause?: unknown }) {
    super(message, { cause: details.cause });
    this.name = "HttpCallError";
    this.code = code;
    this.sent = details.sent;
  }
}
