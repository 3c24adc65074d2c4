import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import { callHttp, type HttpCall, type HttpCaller } from "./call-http.ts";
import { createGuardedAgent } from "./guarded-agent.ts";
import { isPublicAddress } from "./public-address.ts";

const open: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0)) await close();
});

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  open.push(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function callerFor(...hosts: string[]): HttpCaller {
  const allowed = new Set(hosts);
  const agent = createGuardedAgent(allowed);
  open.push(() => agent.close());
  return { agent, allowed };
}

function get(url: string, timeoutMs = 2_000): HttpCall {
  return { method: "GET", url, headers: {}, body: null, timeoutMs, credential: null };
}

describe("addresses that are not public", () => {
  test.each([
    "http://127.0.0.1/",
    "http://2130706433/",
    "http://0x7f.1/",
    "http://0177.0.0.1/",
    "http://[::1]/",
    "http://[::ffff:127.0.0.1]/",
    "http://[64:ff9b::7f00:1]/",
    "http://10.0.0.1/",
    "http://192.168.1.1/",
    "http://172.16.0.1/",
    "http://169.254.169.254/latest",
    "http://168.63.129.16/",
    "http://100.64.0.1/",
    "http://0.0.0.0/",
    "http://[fe80::1]/",
    "http://[fc00::1]/",
    "http://224.0.0.1/",
    "http://localhost/",
    "http://user:secret@example.com/",
    "file:///etc/passwd",
    "ftp://example.com/",
  ])("%s is refused before anything is sent", async (url) => {
    await expect(callHttp(callerFor(), get(url))).rejects.toMatchObject({ code: "http_address_refused", sent: false });
  });

  test("a redirect to one is refused", async () => {
    const inner = await serve((_request, response) => response.end("secret"));
    const outer = await serve((_request, response) => response.writeHead(302, { location: `http://${inner}/` }).end());
    await expect(callHttp(callerFor(outer), get(`http://${outer}/`))).rejects.toMatchObject({
      code: "http_address_refused",
    });
  });

  test("a public unicast address counts as public", () => {
    expect(isPublicAddress("93.184.216.34")).toBe(true);
    expect(isPublicAddress("2606:2800:220:1:248:1893:25c8:1946")).toBe(true);
  });
});

describe("an allowed address", () => {
  test("answers with status, headers and body, whatever the status", async () => {
    const host = await serve((_request, response) => response.writeHead(503, { "x-mark": "1" }).end("busy"));
    const answer = await callHttp(callerFor(host), get(`http://${host}/`));
    expect(answer).toMatchObject({ status: 503, body: "busy", headers: { "x-mark": "1" } });
  });

  test("does not get the credentials that were meant for another origin", async () => {
    const seen: (string | undefined)[] = [];
    const second = await serve((request, response) => {
      seen.push(request.headers.authorization);
      response.end("ok");
    });
    const first = await serve((_request, response) => response.writeHead(307, { location: `http://${second}/` }).end());
    await callHttp(callerFor(first, second), { ...get(`http://${first}/`), headers: { authorization: "Bearer x" } });
    expect(seen).toEqual([undefined]);
  });

  test("that never answers runs into the time-out, and may have been carried out", async () => {
    const host = await serve(() => undefined);
    await expect(callHttp(callerFor(host), get(`http://${host}/`, 200))).rejects.toMatchObject({
      code: "http_timeout",
      sent: true,
    });
  });

  test("that answers with more than 1 MB is cut off", async () => {
    const host = await serve((_request, response) => response.end(Buffer.alloc(1_000_001)));
    await expect(callHttp(callerFor(host), get(`http://${host}/`))).rejects.toMatchObject({ code: "http_too_large" });
  });

  test("that redirects in a circle is given up", async () => {
    const host = await serve((_request, response) => response.writeHead(302, { location: "/again" }).end());
    await expect(callHttp(callerFor(host), get(`http://${host}/`))).rejects.toMatchObject({ code: "http_unreachable" });
  });

  test("that is closed counts as not sent", async () => {
    await expect(callHttp(callerFor("127.0.0.1:9"), get("http://127.0.0.1:9/"))).rejects.toMatchObject({
      code: "http_unreachable",
      sent: false,
    });
  });
});

describe("credentials", () => {
  const credential = (host: string) => ({ host, name: "x-api-key", value: "t0ps3cret" });

  test("go to their own host", async () => {
    const host = await serve((request, response) => response.end(String(request.headers["x-api-key"])));

    const answer = await callHttp(callerFor(host), { ...get(`http://${host}/`), credential: credential(host) });

    expect(answer.body).toBe("t0ps3cret");
  });

  test("go nowhere else: the call is refused before anything is sent", async () => {
    let calls = 0;
    const host = await serve((_, response) => {
      calls += 1;
      response.end();
    });

    const call = callHttp(callerFor(host), { ...get(`http://${host}/`), credential: credential("api.example.com") });

    await expect(call).rejects.toMatchObject({ code: "http_bad_request", sent: false });
    expect(calls).toBe(0);
  });

  test("do not follow a redirect to another host", async () => {
    const other = await serve((request, response) => response.end(String(request.headers["x-api-key"])));
    const host = await serve((_, response) => response.writeHead(302, { location: `http://${other}/` }).end());

    const answer = await callHttp(callerFor(host, other), { ...get(`http://${host}/`), credential: credential(host) });

    expect(answer.body).toBe("undefined");
  });
});
