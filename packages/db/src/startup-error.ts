/** Why the product cannot start: a closed list, so that `scripts/start.ts` can print advice for each. */
export type StartupErrorCode =
  | "binaries_missing"
  | "cannot_run_as_root"
  | "config_invalid"
  | "database_unreachable"
  | "data_folder_in_use"
  | "data_folder_not_writable"
  | "data_folder_version"
  | "disk_full"
  | "migration_changed"
  | "migration_failed"
  | "migration_unknown"
  | "rights_missing"
  | "start_failed";

/** An expected failure of start-up. The message is one or two sentences: what is wrong, where, what to do. */
export class StartupError extends Error {
  readonly code: StartupErrorCode;

  constructor(code: StartupErrorCode, message: string, cause?: unknown) {
    super(message, { cause });
    this.name = "StartupError";
    this.code = code;
  }
}

/** The errno of a file system error, else undefined. */
export function errnoOf(error: unknown): string | undefined {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : undefined;
}
