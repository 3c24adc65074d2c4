import type { ErrorCode, Problem } from "@catalyst/contracts";
import { TRPCClientError } from "@trpc/client";
import { HttpError } from "react-admin";

/** What the server says of a failed call; `offline` when it could not be reached. */
export type ApiError = {
  readonly code: ErrorCode | "offline";
  readonly httpStatus: number;
  readonly message: string;
  readonly requestId: string | null;
  readonly problems: readonly Problem[];
  readonly currentVersion: number | null;
};

type ServerData = {
  code?: ErrorCode;
  httpStatus?: number;
  requestId?: string;
  problems?: readonly Problem[];
  currentVersion?: number;
};

/** Reads any error that a call can throw. */
export function toApiError(error: unknown): ApiError {
  if (error instanceof HttpError && isApiError(error.body)) return error.body;
  if (!(error instanceof TRPCClientError))
    return { ...OFFLINE, code: "internal", httpStatus: 500, message: error instanceof Error ? error.message : "" };
  const data: ServerData | null | undefined = error.data;
  if (!data?.code) return OFFLINE;
  return {
    code: data.code,
    httpStatus: data.httpStatus ?? 500,
    message: error.message,
    requestId: data.requestId ?? null,
    problems: data.problems ?? [],
    currentVersion: data.currentVersion ?? null,
  };
}

function isApiError(body: unknown): body is ApiError {
  return typeof body === "object" && body !== null && "code" in body && "problems" in body;
}

const OFFLINE: ApiError = {
  code: "offline",
  httpStatus: 0,
  message: "The server can't be reached. Check your connection and try again.",
  requestId: null,
  problems: [],
  currentVersion: null,
};
