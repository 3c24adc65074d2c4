import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { join } from "node:path";

/**
 * Generates the typed client into src/generated. Prisma wants to download its schema engine, which `generate` never runs:
 * any existing file in its place satisfies it, so this works where only the npm registry can be reached.
 */
const prisma = createRequire(import.meta.url).resolve("prisma/build/index.js");
const env = {
  ...process.env,
  PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
  CHECKPOINT_DISABLE: "1",
  PRISMA_HIDE_UPDATE_MESSAGE: "1",
};
const args = [prisma, "generate", "--schema", join(import.meta.dirname, "schema.prisma"), "--no-hints"];
const { status } = spawnSync(process.execPath, args, { cwd: join(import.meta.dirname, ".."), env, stdio: "inherit" });
process.exitCode = status ?? 1;
