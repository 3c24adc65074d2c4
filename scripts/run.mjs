// Node >= 18, no dependencies: brings the pinned Node and pnpm from the npm registry, installs the workspace, then runs a
// script of it on them. `node scripts/run.mjs scripts/start.ts [arguments]`; a second run starts the script in 0.1 s.
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";

const OLDEST_OWN_NODE = 24;
const root = fileURLToPath(new URL("..", import.meta.url));
const tools = join(root, "tools");
const bin = join(tools, "node_modules", ".bin");
const windows = process.platform === "win32";
const env = { ...process.env, PATH: bin + delimiter + (process.env.PATH ?? "") };

/** Remembers by the hash of some files that a set-up was done; saved only after it succeeded. */
function stamp(file, sources) {
  const hash = createHash("sha256").update(`${process.platform} ${process.arch}`);
  for (const source of sources) if (existsSync(join(root, source))) hash.update(readFileSync(join(root, source)));
  const value = hash.digest("hex");
  return { fresh: existsSync(file) && readFileSync(file, "utf8") === value, save: () => writeFileSync(file, value) };
}

function fail(message) {
  console.error(`\n${message}`);
  process.exit(1);
}

function setUp(what, [command, ...args], options) {
  console.log(`Setting up: ${what} ...`);
  const started = Date.now();
  const result = spawnSync(command, args, {
    cwd: root,
    env,
    stdio: ["ignore", "pipe", "pipe"],
    encoding: "utf8",
    maxBuffer: 1 << 26,
    ...options,
  });
  if (result.error || result.status !== 0) {
    console.error(result.stdout ?? "", result.stderr ?? "");
    fail(
      `${what} failed${result.error ? ` (${result.error.message})` : ""}. The lines above say why. Is the npm registry reachable and the disk not full?`,
    );
  }
  console.log(`Setting up: ${what} done in ${((Date.now() - started) / 1000).toFixed(1)} s`);
}

function installTools() {
  const done = stamp(join(tools, "node_modules", ".stamp"), ["tools/package-lock.json"]);
  if (done.fresh) return;
  const args = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
  // npm tells its scripts where *its* project is; npm ci in tools/ must not hear that.
  const clean = Object.fromEntries(
    Object.entries(env).filter(([name]) => !/^npm_config_(local_prefix|prefix|workspace)/i.test(name)),
  );
  setUp("Node 24 and pnpm (1 of 2)", [windows ? "npm.cmd" : "npm", ...args], {
    cwd: tools,
    shell: windows,
    env: clean,
  });
  done.save();
}

/** The pinned Node; on systems without a package of it (macOS) the user's own, if it is new enough. */
function pinnedNode() {
  const node = join(bin, windows ? "node.exe" : "node");
  if (existsSync(node)) return node;
  const major = Number(process.versions.node.split(".")[0]);
  if (major < OLDEST_OWN_NODE)
    fail(
      `This system has no packaged Node ${OLDEST_OWN_NODE}, and yours is ${process.version}. Install Node ${OLDEST_OWN_NODE} or newer.`,
    );
  return process.execPath;
}

function installWorkspace(node) {
  const done = stamp(join(root, "node_modules", ".stamp"), [
    "pnpm-lock.yaml",
    "pnpm-workspace.yaml",
    "packages/db/prisma/schema.prisma",
  ]);
  if (done.fresh) return;
  const pnpm = join(tools, "node_modules", "pnpm", "bin", "pnpm.mjs");
  // CI=true: never ask a question, there may be nobody to answer.
  setUp("packages (2 of 2)", [node, pnpm, "install", "--frozen-lockfile", "--prefer-offline"], {
    env: { ...env, CI: "true" },
  });
  const generate = "packages/db/prisma/generate.ts";
  if (existsSync(join(root, generate))) setUp("typed database client", [node, generate]);
  done.save();
}

const [script, ...args] = process.argv.slice(2);
if (!script || !existsSync(join(root, script)))
  fail("Usage: node scripts/run.mjs <script of this repository> [arguments]");
installTools();
const node = pinnedNode();
installWorkspace(node);

const child = spawn(node, [script, ...args], { cwd: root, env, stdio: "inherit" });
// A terminal sends Ctrl-C to all of us, `kill` only to this process: pass it on and wait for the child to end in order.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
// npm that is killed with SIGTERM leaves us behind without a word; its shell, our parent, is gone then.
const parent = process.ppid;
if (process.env.npm_lifecycle_event) setInterval(() => process.ppid !== parent && child.kill("SIGTERM"), 500).unref();
child.on("error", (error) => fail(`Could not start ${script}: ${error.message}`));
child.on("exit", (code, signal) => {
  if (signal === null) process.exit(code ?? 1);
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"]) process.removeAllListeners(name);
  process.kill(process.pid, signal);
});
