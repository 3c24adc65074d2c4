import { HttpError } from "react-admin";
import { toApiError } from "./api-error.ts";

/**
 * An error in the form that react-admin reads: problems land on their fields (`fields.<key>`), the status drives
 * sign-in and access pages, and `body.currentVersion` tells a form that somebody else has saved meanwhile.
 */
export function toHttpError(error: unknown): HttpError {
  const api = toApiError(error);
  const errors = Object.fromEntries(api.problems.map((problem) => [fieldPath(problem.field), problem.message]));
  return new HttpError(api.message, api.httpStatus, { ...api, errors: api.problems.length > 0 ? errors : undefined });
}

function fieldPath(field: string): string {
  return field === "ownerId" || field === "teamId" ? field : `fields.${field}`;
}
