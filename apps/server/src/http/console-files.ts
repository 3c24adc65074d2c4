import { createHash, randomBytes } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { extname, join, relative, sep } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import { DomainError } from "@catalyst/contracts";
import type { NextFunction, Request, Response } from "express";
import { pagePolicy } from "./security-headers.ts";

/** Brotli's last steps cost ten times the time for some per cent. */
const BROTLI_QUALITY = 9;
const NONCE_BYTES = 16;
const NONCE_PLACE = /__CSP_NONCE__/g;
const CONTENT_TYPES: Readonly<Record<string, string>> = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".ico": "image/x-icon",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".webmanifest": "application/manifest+json",
  ".woff2": "font/woff2",
};
const COMPRESSIBLE = new Set([".css", ".js", ".json", ".svg", ".txt", ".webmanifest"]);

type Encoding = "br" | "gzip";
type ConsoleFile = {
  readonly body: Buffer;
  readonly type: string;
  readonly etag: string;
  readonly encoded: Map<Encoding, Buffer>;
};

/** The built console in memory: some megabytes, compressed once. */
export type ConsoleFiles = { readonly page: string; readonly files: ReadonlyMap<string, ConsoleFile> };

/** The console as it was built last. */
export type ConsoleSource = { readonly latest: () => ConsoleFiles | null };

/**
 * Reads the built console, and reads it anew when it was built again (a developer's watch mode). While a build is under
 * way the last one stays. Compression goes on in the background; files are served plain until then.
 */
export function openConsole(dist: string | null): ConsoleSource {
  let loaded: ConsoleFiles | null = null;
  let builtAtMs = 0;
  const latest = (): ConsoleFiles | null => {
    const modifiedMs =
      dist === null ? undefined : statSync(join(dist, "index.html"), { throwIfNoEntry: false })?.mtimeMs;
    if (dist === null || modifiedMs === undefined || modifiedMs === builtAtMs) return loaded;
    builtAtMs = modifiedMs;
    loaded = loadConsole(dist);
    return loaded;
  };
  latest();
  return { latest };
}

function loadConsole(dist: string): ConsoleFiles {
  const files = new Map<string, ConsoleFile>();
  for (const entry of readdirSync(dist, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    const url = urlPath(dist, path);
    // Source maps and what begins with a dot are made for other tools than browsers.
    if (entry.isFile() && !url.includes("/.") && CONTENT_TYPES[extname(path)] !== undefined)
      files.set(url, readConsoleFile(path));
  }
  files.delete("/index.html");
  void compressAll(files);
  return { page: readFileSync(join(dist, "index.html"), "utf8"), files };
}

/** Answers the console's files, and its page for every other address that a person may open. */
export function serveConsole(
  source: ConsoleSource,
): (request: Request, response: Response, next: NextFunction) => void {
  return (request, response, next) => {
    if (request.method !== "GET" && request.method !== "HEAD") {
      next(new DomainError("not_found", "There is nothing at this address."));
      return;
    }
    const console = source.latest();
    const file = console?.files.get(request.path);
    if (file !== undefined) sendFile(request, response, file);
    else if (console === null || request.path.startsWith("/assets/"))
      next(new DomainError("not_found", "There is nothing at this address."));
    else sendPage(response, console.page);
  };
}

function sendPage(response: Response, page: string): void {
  const nonce = randomBytes(NONCE_BYTES).toString("base64");
  response.setHeader("Content-Security-Policy", pagePolicy(nonce));
  response.setHeader("Content-Type", "text/html; charset=utf-8");
  response.send(page.replace(NONCE_PLACE, nonce));
}

function sendFile(request: Request, response: Response, file: ConsoleFile): void {
  const immutable = request.path.startsWith("/assets/");
  response.setHeader("Cache-Control", immutable ? "public, max-age=31536000, immutable" : "no-cache");
  response.setHeader("Content-Type", file.type);
  response.setHeader("ETag", file.etag);
  response.vary("Accept-Encoding");
  if (request.fresh) {
    response.status(304).end();
    return;
  }
  const encoding = request.acceptsEncodings("br", "gzip");
  const encoded = encoding === "br" || encoding === "gzip" ? file.encoded.get(encoding) : undefined;
  if (encoded !== undefined && encoding !== false) response.setHeader("Content-Encoding", encoding);
  response.end(encoded ?? file.body);
}

function urlPath(dist: string, path: string): string {
  return `/${relative(dist, path).split(sep).join("/")}`;
}

function readConsoleFile(path: string): ConsoleFile {
  const body = readFileSync(path);
  const etag = `"${createHash("sha256").update(body).digest("base64url").slice(0, 22)}"`;
  return { body, type: CONTENT_TYPES[extname(path)] ?? "application/octet-stream", etag, encoded: new Map() };
}

async function compressAll(files: ReadonlyMap<string, ConsoleFile>): Promise<void> {
  for (const [path, file] of files) if (COMPRESSIBLE.has(extname(path))) await compress(file);
}

async function compress(file: ConsoleFile): Promise<void> {
  const params = { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY };
  file.encoded.set("gzip", await promisify(gzip)(file.body));
  file.encoded.set("br", await promisify(brotliCompress)(file.body, { params }));
}
