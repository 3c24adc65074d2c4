import { createServer, type IncomingHttpHeaders } from "node:http";
import { text } from "node:stream/consumers";
import { expect, onTestFinished, test } from "vitest";
import { emailOf, serverFixture } from "../server.fixture.ts";

type SentMail = {
  readonly headers: IncomingHttpHeaders;
  readonly body: { readonly to: string; readonly from: string; readonly text: string };
};

/** Stands where Resend would, and keeps what it is sent. */
async function mailProvider(status: number): Promise<{ readonly url: string; readonly mails: readonly SentMail[] }> {
  const mails: SentMail[] = [];
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      mails.push({ headers: request.headers, body: JSON.parse(body) as SentMail["body"] });
      response
        .writeHead(status, { "content-type": "application/json" })
        .end(JSON.stringify(status === 200 ? { id: "mail-1" } : { name: "application_error", message: "no" }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  const address = server.address();
  return { url: `http://127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}`, mails };
}

test("with a mail key reset links go to the provider, with a key that makes repeating harmless, and none is kept", async () => {
  const provider = await mailProvider(200);
  await using fixture = await serverFixture({
    resendApiKey: "re_test",
    resendBaseUrl: provider.url,
    mailFrom: "CRM <crm@example.com>",
  });
  const email = emailOf(fixture.tenantA.principals.admin);

  await fixture.browser().post("/api/auth/request-password-reset", { email, redirectTo: "/reset-password" });
  await fixture.server.services.mailer.settled();

  const [mail] = provider.mails;
  expect(mail?.headers).toMatchObject({
    authorization: "Bearer re_test",
    "idempotency-key": expect.stringMatching(/^reset-[0-9a-f]{64}$/),
  });
  expect(mail?.body).toMatchObject({
    to: email,
    from: "CRM <crm@example.com>",
    text: expect.stringContaining("/api/auth/reset-password/"),
  });
  expect(await fixture.db.adminQuery("select 1 from identity.development_mails")).toEqual([]);
  expect((await fixture.browser().fetch(`/api/dev/mails?to=${email}`)).status).toBe(404);
});

test("a provider that fails changes nothing in the answer", async () => {
  const provider = await mailProvider(500);
  await using fixture = await serverFixture({ resendApiKey: "re_test", resendBaseUrl: provider.url });

  const response = await fixture
    .browser()
    .post("/api/auth/request-password-reset", { email: emailOf(fixture.tenantA.principals.admin) });
  await fixture.server.services.mailer.settled();

  expect(response.status).toBe(200);
});
