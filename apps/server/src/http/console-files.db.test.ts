import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { serverFixture, type ServerFixture } from "../server.fixture.ts";

const SCRIPT = `console.log("${"catalyst ".repeat(500)}");`;
const PAGE = `<!doctype html><meta property="csp-nonce" nonce="__CSP_NONCE__"><script type="module" nonce="__CSP_NONCE__" src="/assets/index-a1b2.js"></script>`;

let dist: string;
let fixture: ServerFixture;
beforeAll(async () => {
  dist = mkdtempSync(join(tmpdir(), "console-"));
  mkdirSync(join(dist, "assets"));
  writeFileSync(join(dist, "index.html"), PAGE);
  writeFileSync(join(dist, "assets", "index-a1b2.js"), SCRIPT);
  writeFileSync(join(dist, "favicon.svg"), "<svg/>");
  writeFileSync(join(dist, ".env"), "SECRET=1");
  mkdirSync(join(dist, ".vite"));
  writeFileSync(join(dist, ".vite", "manifest.json"), '{"SECRET":2}');
  writeFileSync(join(dist, "assets", "index-a1b2.js.map"), '{"SECRET":3}');
  fixture = await serverFixture({ consoleDist: dist });
});
afterAll(async () => {
  await fixture[Symbol.asyncDispose]();
  rmSync(dist, { recursive: true });
});

test.each(["/", "/index.html", "/companies", "/companies/1/show", "/workflows?tab=runs"])(
  "%s answers the page with a nonce of its own, never cached",
  async (path) => {
    const [one, two] = [await fixture.browser().fetch(path), await fixture.browser().fetch(path)];
    const nonces = [nonceOf(one), nonceOf(two)];
    const html = await one.text();

    expect(one.status).toBe(200);
    expect(one.headers.get("cache-control")).toBe("no-store");
    expect(html.split(`nonce="${nonces[0]}"`)).toHaveLength(3);
    expect(html).not.toContain("__CSP_NONCE__");
    expect(nonces[0]).not.toBe(nonces[1]);
  },
);

test("the page's policy allows no inline code, no eval and no foreign place", async () => {
  const policy = (await fixture.browser().fetch("/")).headers.get("content-security-policy") ?? "";

  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).not.toMatch(/unsafe|\*|https?:/);
});

test.each(["br", "gzip"])("assets are immutable and come as %s", async (encoding) => {
  await expect.poll(async () => (await asset(encoding)).headers.get("content-encoding")).toBe(encoding);

  const response = await asset(encoding);

  expect(response.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
  expect(response.headers.get("content-type")).toBe("text/javascript; charset=utf-8");
  expect(await response.text()).toBe(SCRIPT);
});

test("a file that the browser has already is not sent again", async () => {
  const etag = (await asset("identity")).headers.get("etag") ?? "";

  const again = await fixture
    .browser()
    .fetch("/assets/index-a1b2.js", { headers: { "if-none-match": etag, "cache-control": "max-age=0" } });

  expect(again.status).toBe(304);
});

test.each([
  "/assets/gone-c3d4.js",
  "/assets/../index.html.map",
  "/.env",
  "/.vite/manifest.json",
  "/assets/index-a1b2.js.map",
  "/../package.json",
  "/%2e%2e/package.json",
  "/assets/%2e%2e%2f.env",
])("%s never leaves the folder", async (path) => {
  const response = await fixture.browser().fetch(path);
  const text = await response.text();

  expect(text).not.toMatch(/SECRET|"name": "catalyst"/);
  if (path.startsWith("/assets/gone")) expect(response.status).toBe(404);
});

test("a change to an address that is only a page is refused", async () => {
  expect((await fixture.browser().post("/companies", {})).status).toBe(404);
});

function asset(encoding: string): Promise<Response> {
  return fixture.browser().fetch("/assets/index-a1b2.js", { headers: { "accept-encoding": encoding } });
}

function nonceOf(response: Response): string {
  return /'nonce-([^']+)'/.exec(response.headers.get("content-security-policy") ?? "")?.[1] ?? "";
}

test("a console that is built again is served without a restart, and while it is built the last one stays", async () => {
  const later = (seconds: number): Date => new Date(Date.now() + seconds * 1_000);
  rmSync(join(dist, "index.html"));
  const during = await fixture.browser().fetch("/");
  writeFileSync(join(dist, "index.html"), PAGE.replace("<!doctype html>", "<!doctype html><title>Newer</title>"));
  utimesSync(join(dist, "index.html"), later(5), later(5));
  const after = await fixture.browser().fetch("/");

  expect(during.status).toBe(200);
  expect(await after.text()).toContain("Newer");
});
