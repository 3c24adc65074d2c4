/** Which of our packages each package may depend on (`tests` only in test files and devDependencies): ARCHITECTURE.md, "who may import whom". */
export type Layer = {
  readonly folder: string;
  readonly may: readonly string[];
  readonly tests: readonly string[];
  readonly pure: boolean;
};

const PURE = ["@catalyst/contracts", "@catalyst/custom-fields", "@catalyst/workflow-engine"] as const;

/** The allowed list; a package that is not on it fails the check. */
export const LAYERS = {
  "@catalyst/contracts": { folder: "packages/contracts", may: [], tests: [], pure: true },
  "@catalyst/custom-fields": {
    folder: "packages/custom-fields",
    may: ["@catalyst/contracts"],
    tests: ["@catalyst/testkit"],
    pure: true,
  },
  "@catalyst/workflow-engine": {
    folder: "packages/workflow-engine",
    may: ["@catalyst/contracts", "@catalyst/custom-fields"],
    tests: ["@catalyst/testkit"],
    pure: true,
  },
  "@catalyst/db": { folder: "packages/db", may: PURE, tests: ["@catalyst/testkit"], pure: false },
  "@catalyst/records": {
    folder: "packages/records",
    may: [...PURE, "@catalyst/db"],
    tests: ["@catalyst/testkit"],
    pure: false,
  },
  "@catalyst/server": {
    folder: "apps/server",
    may: [...PURE, "@catalyst/db", "@catalyst/records"],
    tests: ["@catalyst/testkit"],
    pure: false,
  },
  "@catalyst/worker": {
    folder: "apps/worker",
    may: [...PURE, "@catalyst/db", "@catalyst/records"],
    tests: ["@catalyst/testkit"],
    pure: false,
  },
  // The server's router as a type alone: its exports map has no value to import.
  "@catalyst/console": {
    folder: "apps/console",
    may: PURE,
    tests: ["@catalyst/server", "@catalyst/testkit"],
    pure: false,
  },
  "@catalyst/testkit": {
    folder: "packages/testkit",
    may: [...PURE, "@catalyst/db", "@catalyst/records"],
    tests: [],
    pure: false,
  },
  "@catalyst/bench": {
    folder: "bench",
    may: [...PURE, "@catalyst/db", "@catalyst/records", "@catalyst/server", "@catalyst/worker", "@catalyst/testkit"],
    tests: [],
    pure: false,
  },
  "@catalyst/e2e": { folder: "e2e", may: ["@catalyst/contracts"], tests: [], pure: false },
} as const satisfies Record<string, Layer>;

/** Entries beside a package's main one: what not everybody who needs the package can afford to load. */
const SECOND_ENTRIES: ReadonlySet<string> = new Set([
  "@catalyst/db/prisma",
  "@catalyst/custom-fields/expression",
  "@catalyst/custom-fields/formula",
  "@catalyst/testkit/arbitraries",
  "@catalyst/testkit/commit-proxy",
  "@catalyst/testkit/sample-fields",
]);

/** One import of a file: what, and whether it disappears when types are stripped. */
export type Import = { readonly specifier: string; readonly typeOnly: boolean };

const IMPORT =
  /^\s*(?:import|export)\s+(type\s+)?(?:[^"';]*?\sfrom\s+)?["']([^"']+)["']|\bimport\(\s*["']([^"']+)["']\s*\)/gm;

/** All imports and re-exports of a TypeScript file, dynamic ones included. */
export function importsOf(source: string): readonly Import[] {
  return [...source.matchAll(IMPORT)].map((match) => ({
    specifier: match[2] ?? match[3] ?? "",
    typeOnly: match[1] !== undefined,
  }));
}

/** What a pure file must not touch; the compiler's `types: []` cannot tell, since node's types are everywhere. */
const IMPURE =
  /\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(|\bfetch\(|\bprocess\.|\bperformance\.|\bcrypto\.|\bset(?:Timeout|Interval|Immediate)\(/;

/** The rules that one file breaks, in words; `isTest` files may use the testkit and node. */
export function problemsOf(name: keyof typeof LAYERS, source: string, isTest: boolean): readonly string[] {
  const layer: Layer = LAYERS[name];
  const problems = importsOf(source).flatMap((found) => importProblem(name, found, isTest) ?? []);
  const impure = layer.pure && !isTest ? IMPURE.exec(withoutComments(source)) : null;
  return impure ? [...problems, `uses ${impure[0]} in a pure package`] : problems;
}

function importProblem(
  name: keyof typeof LAYERS,
  { specifier, typeOnly }: Import,
  isTest: boolean,
): string | undefined {
  const layer: Layer = LAYERS[name];
  if (specifier.startsWith(".")) return undefined;
  if (specifier.startsWith("node:"))
    return layer.pure && !isTest ? `imports ${specifier} in a pure package` : undefined;
  if (!specifier.startsWith("@catalyst/")) return undefined;
  const target = specifier.split("/").slice(0, 2).join("/");
  const isRouterType = specifier === "@catalyst/server/router" && name === "@catalyst/console" && typeOnly;
  const isSuite = isTest && specifier === "@catalyst/workflow-engine/testing";
  if (target !== specifier && !isRouterType && !isSuite && !SECOND_ENTRIES.has(specifier))
    return `imports ${specifier}: deep imports are closed`;
  if (isRouterType || target === name || layer.may.includes(target) || (isTest && layer.tests.includes(target)))
    return undefined;
  return `imports ${specifier}, which its layer may not`;
}

function withoutComments(source: string): string {
  return source.replace(/\/\*[\s\S]*?\*\//g, "").replace(/(^|\s)\/\/.*$/gm, "$1");
}
