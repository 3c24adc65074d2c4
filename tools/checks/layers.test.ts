import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { importsOf, type Layer, LAYERS, problemsOf } from "./layers.ts";

const ROOT = join(import.meta.dirname, "../..");
type PackageName = keyof typeof LAYERS;
type Manifest = { name: PackageName; dependencies?: Record<string, string>; devDependencies?: Record<string, string> };

const manifests = globSync("{packages,apps}/*/package.json", { cwd: ROOT }).concat(
  "bench/package.json",
  "e2e/package.json",
);

test.each(manifests)("%s depends only on what its layer allows, in exact versions", (path) => {
  const manifest: Manifest = JSON.parse(readFileSync(join(ROOT, path), "utf8"));
  const layer: Layer = LAYERS[manifest.name];
  const ours = (dependencies: Record<string, string> = {}): string[] =>
    Object.keys(dependencies).filter((name) => name.startsWith("@catalyst/"));
  const versions = Object.values({ ...manifest.dependencies, ...manifest.devDependencies });

  expect(ours(manifest.dependencies).filter((name) => !layer.may.includes(name))).toEqual([]);
  expect(
    ours(manifest.devDependencies).filter((name) => !layer.may.includes(name) && !layer.tests.includes(name)),
  ).toEqual([]);
  expect(versions.filter((version) => version !== "workspace:*" && !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))).toEqual(
    [],
  );
});

test.each(Object.keys(LAYERS) as PackageName[])("every file of %s imports only what its layer allows", (name) => {
  const files = globSync("**/*.{ts,tsx}", {
    cwd: join(ROOT, LAYERS[name].folder),
    exclude: (path) => /node_modules|dist|generated/.test(path),
  });
  const problems = files.flatMap((file) => {
    const source = readFileSync(join(ROOT, LAYERS[name].folder, file), "utf8");
    return problemsOf(name, source, /\.(test|spec|test-d|stories|fixture)\.tsx?$|(^|\/)testing\//.test(file)).map(
      (problem) => `${file} ${problem}`,
    );
  });

  expect(problems).toEqual([]);
});

test.each([
  ["@catalyst/contracts", `import { a } from "@catalyst/db";`, "may not"],
  ["@catalyst/custom-fields", `import { readFile } from "node:fs";`, "pure package"],
  ["@catalyst/custom-fields", `export const now = () => Date.now();`, "pure package"],
  ["@catalyst/workflow-engine", `const answer = await fetch("http://a");`, "pure package"],
  ["@catalyst/db", `export * from "@catalyst/records";`, "may not"],
  ["@catalyst/records", `const x = await import("@catalyst/server");`, "may not"],
  ["@catalyst/server", `import { x } from "@catalyst/db/src/roles.ts";`, "deep imports"],
  ["@catalyst/worker", `import { x } from "@catalyst/server";`, "may not"],
  ["@catalyst/console", `import { appRouter } from "@catalyst/server/router";`, "deep imports"],
  ["@catalyst/console", `import { withTenant } from "@catalyst/db";`, "may not"],
] as const)("a file of %s with %s breaks a rule", (name, source, problem) => {
  expect(problemsOf(name, source, false).join()).toContain(problem);
});

test("imports are found over several lines, in re-exports and when dynamic", () => {
  const source = `import {\n  a,\n  type B,\n} from "one";\nexport type { C } from "two";\nimport "three";\nconst d = await import("four");`;

  expect(importsOf(source).map((found) => found.specifier)).toEqual(["one", "two", "three", "four"]);
});
