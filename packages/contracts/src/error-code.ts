/** Every error code that a caller can see, with its HTTP status: a code without its status does not compile. */
export const HTTP_STATUS = {
  bad_request: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  version_conflict: 409,
  payload_too_large: 413,
  field_invalid: 422,
  workflow_invalid: 422,
  quota_exceeded: 429,
  rate_limited: 429,
  internal: 500,
  unavailable: 503,
} as const satisfies Record<string, number>;

/** The closed union of error codes. */
export type ErrorCode = keyof typeof HTTP_STATUS;
