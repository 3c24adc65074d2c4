import { randomBytes } from "node:crypto";
import { accessSync, constants, existsSync, mkdirSync, readFileSync, statfsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { errnoOf, StartupError } from "../startup-error.ts";
import { POSTGRES_MAJOR } from "./binaries.ts";

/** Below this PostgreSQL cannot even recover its log, and its own message would not say so. */
const MIN_FREE_BYTES = 64 * 1024 * 1024;
const SECRET_BYTES = 32;

/** The files of one data folder. */
export type DataFolder = {
  readonly root: string;
  readonly cluster: string;
  readonly log: string;
  readonly port: string;
  readonly supervisor: string;
};

/**
 * Creates the folder if needed and checks everything that would make PostgreSQL fail with an unclear message.
 * @throws StartupError `data_folder_not_writable`, `disk_full`, `data_folder_version`.
 */
export function openDataFolder(root: string): DataFolder {
  const folder = {
    root,
    cluster: join(root, "postgres"),
    log: join(root, "postgres.log"),
    port: join(root, "postgres.port"),
    supervisor: join(root, "supervisor.pid"),
  };
  explainErrno(root, () => {
    mkdirSync(root, { recursive: true });
    accessSync(root, constants.W_OK | constants.X_OK);
    mkdirSync(folder.cluster, { recursive: true, mode: 0o700 });
  });
  assertRoom(root);
  assertVersion(folder);
  return folder;
}

/** Reads the installation's secret, or makes one (mode 0600): role passwords and keys come from it when APP_SECRET is unset. */
export function loadOrCreateSecret(root: string): string {
  const file = join(root, "secret");
  return explainErrno(root, () => {
    mkdirSync(root, { recursive: true });
    if (!existsSync(file))
      writeFileSync(file, `${randomBytes(SECRET_BYTES).toString("hex")}\n`, { mode: 0o600, flag: "wx" });
    const secret = readFileSync(file, "utf8").trim();
    if (/^[0-9a-f]{64}$/.test(secret)) return secret;
    throw new StartupError(
      "config_invalid",
      `The file ${file} is damaged: it must hold 64 hexadecimal digits. Restore it from a backup.`,
    );
  });
}

/** Runs file system work and turns its errno into a sentence about the data folder. */
export function explainErrno<T>(root: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    const errno = errnoOf(error);
    if (errno === "ENOSPC" || errno === "EDQUOT") throw diskFull(root, error);
    if (errno === "EACCES" || errno === "EPERM" || errno === "EROFS" || errno === "ENOTDIR" || errno === "EEXIST") {
      throw new StartupError(
        "data_folder_not_writable",
        `The data folder ${root} cannot be written (${errno}). Give this user the right to write there, or set DATA_DIR to another folder.`,
        error,
      );
    }
    throw error;
  }
}

/** The error for a full disk, also used when PostgreSQL itself reports it. */
export function diskFull(root: string, cause?: unknown): StartupError {
  return new StartupError(
    "disk_full",
    `The disk that holds ${root} is full. Free some space, or set DATA_DIR to a folder on another disk.`,
    cause,
  );
}

function assertRoom(root: string): void {
  const disk = statfsSync(root);
  if (disk.bavail * disk.bsize < MIN_FREE_BYTES) throw diskFull(root);
}

function assertVersion(folder: DataFolder): void {
  const file = join(folder.cluster, "PG_VERSION");
  const version = explainErrno(folder.root, () =>
    existsSync(file) ? readFileSync(file, "utf8").trim() : POSTGRES_MAJOR,
  );
  if (version === POSTGRES_MAJOR) return;
  throw new StartupError(
    "data_folder_version",
    `The data folder ${folder.root} was made by PostgreSQL ${version}, this product brings ${POSTGRES_MAJOR}. Set DATA_DIR to a new folder, or move the data with pg_dumpall of version ${version}.`,
  );
}
