import { gzipSync } from "node:zlib";
import { beforeAll, expect, test, vi } from "vitest";
import { build, type Rolldown } from "vite";

/** Bytes, gzip: what a browser loads before the first list stands, and each part that it loads later. */
const FIRST_LOAD_LIMIT = 390_000;
const CANVAS_LIMIT = 110_000;
const LAZY_CHUNK_LIMIT = 150_000;

type Chunk = Rolldown.OutputChunk;
let chunks: readonly Chunk[] = [];

beforeAll(async () => {
  vi.stubEnv("NODE_ENV", "production");
  const result = await build({
    root: import.meta.dirname,
    logLevel: "error",
    build: { write: false, sourcemap: false },
  });
  const outputs = Array.isArray(result) ? result : "output" in result ? [result] : [];
  chunks = outputs.flatMap(({ output }) => output.filter((file) => file.type === "chunk"));
  vi.unstubAllEnvs();
}, 120_000);

test("the first load stays within its budget", () => {
  const first = firstLoad();
  expect(first.length).toBeGreaterThan(0);
  expect(first.reduce((sum, chunk) => sum + sizeOf(chunk), 0)).toBeLessThan(FIRST_LOAD_LIMIT);
});

test("the canvas and every other lazy chunk stay within theirs", () => {
  const first = new Set(firstLoad());
  const tooBig = chunks
    .filter((chunk) => !first.has(chunk))
    .filter((chunk) => sizeOf(chunk) > (chunk.name === "Canvas" ? CANVAS_LIMIT : LAZY_CHUNK_LIMIT));
  expect(tooBig.map((chunk) => `${chunk.fileName} ${sizeOf(chunk)}`)).toEqual([]);
});

test("the regular expressions of tenants stay on the server", () => {
  const first = firstLoad().flatMap((chunk) => Object.keys(chunk.modules));
  expect(first.filter((module) => module.includes("re2js"))).toEqual([]);
});

/** The entry and all that it imports before it runs. */
function firstLoad(): readonly Chunk[] {
  const found = new Set<Chunk>();
  const visit = (chunk: Chunk | undefined): void => {
    if (!chunk || found.has(chunk)) return;
    found.add(chunk);
    for (const name of chunk.imports) visit(chunks.find((candidate) => candidate.fileName === name));
  };
  visit(chunks.find((chunk) => chunk.isEntry));
  return [...found];
}

function sizeOf(chunk: Chunk): number {
  return gzipSync(chunk.code).length;
}
