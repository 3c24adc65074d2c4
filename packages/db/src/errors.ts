import { DomainError, FIELD_LIMIT } from "@catalyst/contracts";

/** The part of a PostgreSQL error that decisions are made on. */
export type DatabaseFailure = {
  readonly sqlState: string;
  readonly constraint: string | null;
  readonly table: string | null;
  readonly cause: unknown;
};

/** Reads a node-postgres error, or null for anything else. */
export function databaseFailure(error: unknown): DatabaseFailure | null {
  if (
    !(error instanceof Error) ||
    !("code" in error) ||
    typeof error.code !== "string" ||
    !/^[0-9A-Z]{5}$/.test(error.code)
  )
    return null;
  const constraint = "constraint" in error && typeof error.constraint === "string" ? error.constraint : null;
  const table = "table" in error && typeof error.table === "string" ? error.table : null;
  return { sqlState: error.code, constraint, table, cause: error };
}

/** The constraint that a value which is taken violates, or null for any other error: for callers who know its field. */
export function violatedUnique(error: unknown): string | null {
  const failure = databaseFailure(error);
  return failure?.sqlState === "23505" ? failure.constraint : null;
}

/** Whether a statement that would not wait met a row which another transaction holds. */
export function isLockedByOthers(error: unknown): boolean {
  return databaseFailure(error)?.sqlState === "55P03";
}

/** Lock timeout, deadlock, serialization: somebody else was faster, and the same work may be tried again. */
const LOCK_STATES = ["55P03", "40P01", "40001"];

/** Whether a transaction failed only because somebody else held what it needed. */
export function isLockConflict(error: unknown): boolean {
  const failure = databaseFailure(error instanceof DomainError ? error.cause : error);
  return failure !== null && LOCK_STATES.includes(failure.sqlState);
}

/** Whether the slot trigger refused a writer that had read the definitions of before a change. */
export function knewOldMetadata(error: unknown): boolean {
  return databaseFailure(error instanceof DomainError ? error.cause : error)?.sqlState === "40001";
}

const UNAVAILABLE_CLASSES = ["08", "53", "57"];
/** Whoever stood still inside a transaction has lost it and its connection. */
const STOOD_STILL = "25P03";
const CONNECTION_ERRORS = new Set(["ECONNREFUSED", "ECONNRESET", "EPIPE", "ENOENT", "ETIMEDOUT"]);

/**
 * Whether the database could not be reached, or ended the connection: the caller may try again later. What a transaction
 * that ended so has done, nobody knows. Knows such an error also after `toDomainError`.
 */
export function isUnavailable(thrown: unknown): boolean {
  const error = thrown instanceof DomainError && thrown.code === "unavailable" ? thrown.cause : thrown;
  const failure = databaseFailure(error);
  if (failure?.sqlState === STOOD_STILL) return true;
  if (failure) return failure.sqlState !== "57014" && UNAVAILABLE_CLASSES.includes(failure.sqlState.slice(0, 2));
  if (!(error instanceof Error)) return false;
  if ("code" in error && typeof error.code === "string" && CONNECTION_ERRORS.has(error.code)) return true;
  return /Connection terminated|Query read timeout|timeout exceeded when trying to connect|Client has encountered a connection error/.test(
    error.message,
  );
}

/** Whether the database is not there at all, or starting: not for one connection alone. */
export function isDown(error: unknown): boolean {
  if (databaseFailure(error)?.sqlState === "57P03") return true;
  return error instanceof Error && "code" in error && error.code === "ECONNREFUSED";
}

/**
 * The one place where a SQLSTATE becomes a `DomainError`. What is left out is a bug, and stays as it is.
 * Constraint names that callers explain better (unique slots, quotas) are theirs to catch first.
 */
export function toDomainError(error: unknown): unknown {
  if (error instanceof DomainError) return error;
  if (isUnavailable(error)) {
    return new DomainError("unavailable", "The database can't be reached right now. Try again in a moment.", {
      cause: error,
    });
  }
  const failure = databaseFailure(error);
  return failure ? fromSqlState(failure) : error;
}

function fromSqlState(failure: DatabaseFailure): unknown {
  switch (failure.sqlState) {
    case "23505":
      return new DomainError("conflict", "Something with this value exists already. Choose another value.", failure);
    case "23503":
      return new DomainError(
        "conflict",
        "This refers to something that no longer exists. Reload and choose again.",
        failure,
      );
    case "42501":
      return new DomainError("forbidden", "You have no right to do this. Ask an admin of your tenant.", failure);
    case "40001":
    case "40P01":
    case "55P03":
      return new DomainError("conflict", "Somebody else is changing the same data. Try again.", failure);
    case "57014":
      return new DomainError(
        "unavailable",
        "This took too long and was stopped. Narrow the filter or try again.",
        failure,
      );
    case "54011":
      return new DomainError(
        "quota_exceeded",
        `This entity type has ${FIELD_LIMIT} of ${FIELD_LIMIT} fields. Archive one first.`,
        failure,
      );
    default:
      return failure.cause;
  }
}
