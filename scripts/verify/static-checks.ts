import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { announceStage, type Command, type Count, ROOT, runProgram, sum } from "./stage.ts";

/** Lint, format, unused code and the types of every package: each counts as one check. */
export async function runStaticChecks(): Promise<Count> {
  const counts: Count[] = [];
  for (const command of staticChecks()) {
    announceStage(command.name);
    const ok = (await runProgram(command)) === 0;
    console.log(ok ? "ok" : "FAILED");
    counts.push(ok ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 });
  }
  return sum(counts);
}

function staticChecks(): readonly Command[] {
  const types = typedFolders().map((folder) => ({ name: `types: ${folder}`, program: "tsc", args: ["-p", folder] }));
  return [
    { name: "lint", program: "oxlint", args: ["--type-aware", "--deny-warnings"] },
    { name: "format", program: "oxfmt", args: ["--check"] },
    { name: "unused code", program: "knip", args: [] },
    ...types,
  ];
}

function typedFolders(): readonly string[] {
  const groups = ["packages", "apps"].flatMap((group) =>
    readdirSync(join(ROOT, group)).map((name) => `${group}/${name}`),
  );
  return [...groups, "bench", "e2e", "scripts"].filter((folder) => existsSync(join(ROOT, folder, "tsconfig.json")));
}
