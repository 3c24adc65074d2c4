import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";

const ROOT = join(import.meta.dirname, "../..");
const lines = (count: number, line: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => line(index)).join("\n");

/** For each rule a file that must fail: some linters accept a rule and then silently do nothing. */
const FIXTURES: readonly (readonly [rule: string, file: string, source: string])[] = [
  ["max-lines", "packages/db/src/long.ts", lines(301, (index) => `export const a${index} = ${index};`)],
  [
    "max-lines-per-function",
    "packages/db/src/long-function.ts",
    `export function a(log: string[]): void {\n${lines(61, () => "log.push('');")}\n}`,
  ],
  [
    "max-params",
    "packages/db/src/params.ts",
    "export function a(b: number, c: number, d: number, e: number): number {\n  return b + c + d + e;\n}",
  ],
  [
    "max-depth",
    "packages/db/src/depth.ts",
    "export function a(b: number[]): void {\n  if (b[0]) if (b[1]) { if (b[2]) { while (b[3]) { if (b[4]) { b.pop(); } } } }\n}",
  ],
  ["eqeqeq", "packages/db/src/equal.ts", "export const a = (b: unknown): boolean => b == 1;"],
  ["no-console", "apps/server/src/console.ts", "console.log(1);\nexport {};"],
  ["no-empty", "packages/db/src/swallow.ts", "try {\n  await import('./equal.ts');\n} catch {}\nexport {};"],
  ["no-cycle", "packages/db/src/cycle-a.ts", "import { b } from './cycle-b.ts';\nexport const a = (): number => b();"],
  ["no-default-export", "packages/db/src/default.ts", "export default 1;"],
  ["no-explicit-any", "packages/db/src/any.ts", "export const a = (b: any): string => String(b);"],
  ["no-non-null-assertion", "packages/db/src/bang.ts", "export const a = (b: number[]): number => b[0]!;"],
  ["ban-ts-comment", "packages/db/src/ignore.ts", "// @ts-ignore\nexport const a: number = 'b';"],
  ["no-floating-promises", "packages/db/src/floating.ts", "async function a(): Promise<void> {}\na();\nexport {};"],
  [
    "no-misused-promises",
    "packages/db/src/misused.ts",
    "async function a(): Promise<boolean> {\n  return true;\n}\nif (a()) process.exit();\nexport {};",
  ],
  [
    "switch-exhaustiveness-check",
    "packages/db/src/switch.ts",
    "export function a(b: 'x' | 'y'): number {\n  switch (b) {\n    case 'x':\n      return 1;\n  }\n  return 2;\n}",
  ],
  ["only-throw-error", "packages/db/src/throw.ts", "export function a(): never {\n  throw 'text';\n}"],
  [
    "no-restricted-imports",
    "packages/contracts/src/layer.ts",
    "import { a } from '@catalyst/db';\nexport const b = a;",
  ],
  [
    "no-restricted-imports",
    "packages/custom-fields/src/node.ts",
    "import { readFileSync } from 'node:fs';\nexport const b = readFileSync;",
  ],
  ["no-restricted-imports", "packages/workflow-engine/src/pg.ts", "import pg from 'pg';\nexport const b = pg;"],
  ["no-restricted-imports", "packages/db/src/layer.ts", "import { a } from '@catalyst/records';\nexport const b = a;"],
  [
    "no-restricted-imports",
    "packages/records/src/layer.ts",
    "import { a } from '@catalyst/worker';\nexport const b = a;",
  ],
  ["no-restricted-imports", "apps/server/src/layer.ts", "import { a } from '@catalyst/worker';\nexport const b = a;"],
  ["no-restricted-imports", "apps/worker/src/layer.ts", "import { a } from '@catalyst/server';\nexport const b = a;"],
  ["no-restricted-imports", "apps/console/src/layer.ts", "import { a } from '@catalyst/db';\nexport const b = a;"],
  [
    "no-restricted-imports",
    "apps/console/src/router-value.ts",
    "import { appRouter } from '@catalyst/server/router';\nexport const b = appRouter;",
  ],
  [
    "no-restricted-globals",
    "packages/workflow-engine/src/fetch.ts",
    "export const a = (): Promise<Response> => fetch('http://b');",
  ],
  ["no-restricted-properties", "packages/custom-fields/src/now.ts", "export const a = (): number => Date.now();"],
  ["no-restricted-properties", "packages/contracts/src/random.ts", "export const a = (): number => Math.random();"],
  [
    "rules-of-hooks",
    "apps/console/src/hooks.tsx",
    "import { useState } from 'react';\nexport function A({ b }: { b: boolean }): null {\n  if (b) useState(1);\n  return null;\n}",
  ],
  ["alt-text", "apps/console/src/image.tsx", "export function A(): unknown {\n  return <img src='a.png' />;\n}"],
  [
    "no-focused-tests",
    "packages/db/src/only.test.ts",
    "import { test } from 'vitest';\ntest.only('a', () => undefined);",
  ],
];

/** What must stay allowed, or the rules above would only say that everything is forbidden. */
const ALLOWED: readonly (readonly [file: string, source: string])[] = [
  [
    "apps/console/src/router-type.ts",
    "import type { AppRouter } from '@catalyst/server/router';\nexport type B = AppRouter;",
  ],
  ["packages/custom-fields/src/allowed.ts", "import { a } from '@catalyst/contracts';\nexport const b = a;"],
  ["packages/records/src/allowed.ts", "import { a } from '@catalyst/db';\nexport const b = a;"],
];

type Diagnostic = { readonly code: string; readonly filename: string };
let folder = "";
let diagnostics: readonly Diagnostic[] = [];

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "catalyst-lint-"));
  const write = (file: string, content: string): void => {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), content);
  };
  write(".oxlintrc.json", readFileSync(join(ROOT, ".oxlintrc.json"), "utf8"));
  write(
    "tsconfig.json",
    JSON.stringify({
      compilerOptions: {
        strict: true,
        module: "esnext",
        target: "es2024",
        moduleResolution: "bundler",
        jsx: "preserve",
        noEmit: true,
        allowImportingTsExtensions: true,
      },
    }),
  );
  write("packages/db/src/cycle-b.ts", "import { a } from './cycle-a.ts';\nexport const b = (): number => a();");
  for (const [, file, source] of FIXTURES) write(file, source);
  for (const [file, source] of ALLOWED) write(file, source);
  const oxlint = join(ROOT, "node_modules/.bin/oxlint");
  const env = { ...process.env, OXLINT_TSGOLINT_PATH: join(ROOT, "node_modules/.bin/tsgolint") };
  const result = spawnSync(oxlint, ["--type-aware", "--format=json"], { cwd: folder, encoding: "utf8", env });
  diagnostics = (JSON.parse(result.stdout) as { diagnostics: Diagnostic[] }).diagnostics;
}, 60_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test.each(FIXTURES)("%s is reported in %s", (rule, file) => {
  const codes = diagnostics.filter((diagnostic) => diagnostic.filename === file).map((diagnostic) => diagnostic.code);

  expect(codes.join(" ")).toContain(`(${rule})`);
});

test.each(ALLOWED)("%s breaks no rule", (file) => {
  expect(diagnostics.filter((diagnostic) => diagnostic.filename === file)).toEqual([]);
});
