import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "vitest";
import { openMailProvider, sendMail } from "./send-mail.ts";

const open: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0)) await close();
});

type Seen = { readonly path: string; readonly key: string | undefined; readonly body: unknown };

/** A real HTTP server with the form of the provider's API. */
async function provide(status: number, answer: unknown): Promise<{ readonly url: string; readonly seen: Seen[] }> {
  const seen: Seen[] = [];
  const server = createServer((request, response) => {
    void readBody(request).then((body) => {
      const key = request.headers["idempotency-key"];
      seen.push({ path: request.url ?? "", key: typeof key === "string" ? key : undefined, body });
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(answer));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  open.push(() => new Promise((resolve) => server.close(resolve)));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, seen };
}

async function readBody(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return JSON.parse(Buffer.concat(chunks).toString("utf8"));
}

const mail = { idempotencyKey: "run-1:notify:", to: "ann@example.com", subject: "Tier A", text: "Hello" };

test("a mail goes to the provider with its idempotency key", async () => {
  const provider = await provide(200, { id: "mail-1" });

  const sent = await sendMail(openMailProvider("re_key", provider.url, "Catalyst <crm@example.com>"), mail);

  expect(sent).toEqual({ providerId: "mail-1" });
  expect(provider.seen).toEqual([
    {
      path: "/emails",
      key: "run-1:notify:",
      body: expect.objectContaining({ to: "ann@example.com", from: "Catalyst <crm@example.com>", text: "Hello" }),
    },
  ]);
});

test("a refused address is final and surely not sent", async () => {
  const provider = await provide(422, { name: "validation_error", statusCode: 422, message: "Invalid `to` field." });
  await expect(sendMail(openMailProvider("re_key", provider.url, "a@b.example"), mail)).rejects.toMatchObject({
    code: "mail_validation_error",
    sent: false,
    retry: false,
  });
});

test("a provider out of order may have sent the mail, and may be asked again with the same key", async () => {
  const provider = await provide(500, { name: "internal_server_error", statusCode: 500, message: "down" });
  await expect(sendMail(openMailProvider("re_key", provider.url, "a@b.example"), mail)).rejects.toMatchObject({
    sent: true,
    retry: true,
  });
});
