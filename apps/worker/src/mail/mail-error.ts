import type { ErrorResponse } from "resend";

/** A mail that the provider did not confirm. */
export class MailError extends Error {
  readonly code: string;
  /** Whether the provider may have taken the mail all the same. */
  readonly sent: boolean;
  /** Whether the same call may succeed later: the key makes that safe. */
  readonly retry: boolean;

  constructor(
    code: string,
    message: string,
    details: { readonly sent: boolean; readonly retry: boolean; readonly cause?: unknown },
  ) {
    super(message, { cause: details.cause });
    this.name = "MailError";
    this.code = code;
    this.sent = details.sent;
    this.retry = details.retry;
  }
}

/** Faults of the provider or of the moment; every other answer says that the request itself will never do. */
const PASSING = new Set([
  "application_error",
  "internal_server_error",
  "rate_limit_exceeded",
  "daily_quota_exceeded",
  "concurrent_idempotent_requests",
]);
/** After these nobody can know whether the mail went out. */
const UNKNOWN_OUTCOME = new Set(["application_error", "internal_server_error"]);

/** Reads the provider's error. Its message goes to an admin's run history, so it is kept. */
export function mailErrorOf(error: ErrorResponse): MailError {
  const details = { sent: UNKNOWN_OUTCOME.has(error.name), retry: PASSING.has(error.name), cause: error };
  return new MailError(`mail_${error.name}`, `The mail provider refused the mail: ${error.message}`, details);
}
