import { type SpawnSyncReturns, spawnSync } from "node:child_process";
import { chownSync, readFileSync, statSync } from "node:fs";
import { StartupError } from "../startup-error.ts";
import type { Binaries } from "./binaries.ts";

type Account = { readonly uid: number; readonly gid: number };

/** How a PostgreSQL program is started: words in front of the command, the user that Node makes it, and who owns its files. */
export type Launcher = { readonly prefix: readonly string[]; readonly becomes?: Account; readonly owner?: Account };

/**
 * PostgreSQL refuses to run as root. As root, the folder is given to `postgres` (or `nobody`) and the server becomes that
 * user; in a checkout which others cannot enter (`/root`, `mktemp -d`) it keeps the one capability to pass folders.
 */
export function chooseLauncher(binaries: Binaries, clusterDir: string): Launcher {
  if (process.getuid?.() !== 0) return { prefix: [] };
  const account = serverAccount(clusterDir);
  chownSync(clusterDir, account.uid, account.gid);
  const launchers = candidates(account);
  const usable = launchers.find((launcher) => canReach(launcher, binaries.postgres, clusterDir));
  if (usable) return usable;
  throw new StartupError(
    "cannot_run_as_root",
    `PostgreSQL must not run as root, and user ${account.uid} cannot enter ${clusterDir}. Start as a normal user, or move the checkout to a folder that every user may enter.`,
  );
}

function candidates(owner: Account): readonly Launcher[] {
  const caps = "-all,+dac_override";
  const ids = [`--reuid=${owner.uid}`, `--regid=${owner.gid}`, "--clear-groups"];
  return [
    { prefix: [], becomes: owner, owner },
    { prefix: ["setpriv", ...ids, `--inh-caps=${caps}`, `--ambient-caps=${caps}`], owner },
  ];
}

function canReach(launcher: Launcher, program: string, folder: string): boolean {
  const script = 'test -x "$1" && test -w "$2" && "$1" --version';
  const [command, ...words] = [...launcher.prefix, "/bin/sh", "-c", script, "sh", program, folder];
  const result: SpawnSyncReturns<Buffer> = spawnSync(command, words, { ...launcher.becomes, cwd: "/" });
  return result.status === 0;
}

/** The folder's present owner, so that a restart never changes hands; for a new folder `postgres`, else `nobody`. */
function serverAccount(clusterDir: string): Account {
  const owner = statSync(clusterDir);
  if (owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  const accounts = readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .map((line) => line.split(":"));
  const found = accounts.find(([name]) => name === "postgres") ?? accounts.find(([name]) => name === "nobody");
  return { uid: Number(found?.[2] ?? 65534), gid: Number(found?.[3] ?? 65534) };
}
