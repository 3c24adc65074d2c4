import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** How to start a browser: its path, and what its process needs in the environment. */
export type BrowserLaunch = { readonly executablePath: string; readonly env: Readonly<Record<string, string>> };

/**
 * A Chromium from `CHROMIUM_PATH`, from the system, or from the npm package, which is unpacked into `cacheFolder` once.
 * Where the system lacks the libraries that it needs, the package's own are used.
 */
export async function findChromium(cacheFolder: string): Promise<BrowserLaunch> {
  for (const path of [process.env.CHROMIUM_PATH, "/usr/bin/chromium"]) {
    if (path && existsSync(path)) return { executablePath: path, env: {} };
  }
  const folder = join(cacheFolder, "chromium-153.0.0");
  mkdirSync(folder, { recursive: true });
  const systemTemporary = process.env.TMPDIR;
  process.env.TMPDIR = folder; // The package unpacks under a fixed name into the temporary folder: give it one of its own.
  try {
    return await unpackChromium(folder);
  } finally {
    if (systemTemporary === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = systemTemporary;
  }
}

async function unpackChromium(folder: string): Promise<BrowserLaunch> {
  const chromium = await import("@sparticuz/chromium");
  const executablePath = await chromium.default.executablePath();
  const libraries = spawnSync("ldd", [executablePath], { encoding: "utf8" });
  if (libraries.status === 0 && !libraries.stdout.includes("not found")) return { executablePath, env: {} };
  await chromium.inflate(fileURLToPath(new URL("../bin/al2023.tar.br", import.meta.resolve("@sparticuz/chromium"))));
  return {
    executablePath,
    env: { LD_LIBRARY_PATH: join(folder, "al2023", "lib"), FONTCONFIG_PATH: join(folder, "fonts") },
  };
}
