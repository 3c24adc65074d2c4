import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { StartupError } from "../../packages/db/src/startup-error.ts";

const SOURCES = [
  "apps/console",
  "packages/contracts/src",
  "packages/custom-fields/src",
  "packages/workflow-engine/src",
  "pnpm-lock.yaml",
];
const SKIPPED = new Set(["node_modules", "dist"]);

/** Builds the console with vite unless nothing that it is made of has changed since the last build. */
export async function ensureConsoleBuilt(root: string, say: (line: string) => void): Promise<void> {
  const hash = hashSources(root);
  const stamp = join(root, ".cache", "console-build");
  const built = join(root, "apps/console/dist/index.html");
  if (existsSync(built) && existsSync(stamp) && readFileSync(stamp, "utf8") === hash) return;
  say("Building the console (once for each change, some seconds)");
  await runVite(root, ["build", "--logLevel", "warn"]);
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, hash);
}

/** The path of vite's program, found from the console, which depends on it. */
export function vitePath(root: string): string {
  const manifest = createRequire(join(root, "apps/console/package.json")).resolve("vite/package.json");
  return join(dirname(manifest), "bin/vite.js");
}

async function runVite(root: string, args: readonly string[]): Promise<void> {
  const child = spawn(process.execPath, [vitePath(root), ...args], {
    cwd: join(root, "apps/console"),
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => (output += chunk.toString()));
  const status = await new Promise<number | null>((resolve) =>
    child.once("close", resolve).once("error", () => resolve(null)),
  );
  if (status !== 0) throw new StartupError("start_failed", `The console could not be built:\n${output.trim()}`);
}

function hashSources(root: string): string {
  const hash = createHash("sha256");
  for (const source of SOURCES) hashPath(hash, join(root, source));
  return hash.digest("hex");
}

function hashPath(hash: ReturnType<typeof createHash>, path: string): void {
  if (!existsSync(path)) return;
  const children = readChildren(path);
  if (children === undefined) hash.update(path).update(readFileSync(path));
  else for (const name of children) if (!SKIPPED.has(name)) hashPath(hash, join(path, name));
}

function readChildren(path: string): readonly string[] | undefined {
  try {
    return readdirSync(path).sort();
  } catch {
    return undefined;
  }
}
