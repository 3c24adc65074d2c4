import { adminEmail, BENCH_PASSWORD } from "../data/plan.ts";

/** Somebody who is signed in: what autocannon and our own loops send. */
export type BenchClient = {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** The path of a query with its input. */
  readonly queryPath: (procedure: string, input: unknown) => string;
  readonly query: (procedure: string, input: unknown) => Promise<unknown>;
  readonly mutate: (procedure: string, input: unknown) => Promise<unknown>;
};

/** Signs the admin of a bench tenant in, as the console does. */
export async function signIn(url: string, slug: string): Promise<BenchClient> {
  const page = {
    origin: url,
    "sec-fetch-site": "same-origin",
    "x-catalyst-client": "1",
    "content-type": "application/json",
  };
  const body = JSON.stringify({ email: adminEmail(slug), password: BENCH_PASSWORD });
  const response = await fetch(`${url}/api/auth/sign-in/email`, { method: "POST", headers: page, body });
  if (!response.ok) throw new Error(`Signing in failed: ${response.status} ${await response.text()}`);
  const cookie = response.headers
    .getSetCookie()
    .map((line) => line.split(";")[0])
    .join("; ");
  const headers = { ...page, cookie };
  const queryPath = (procedure: string, input: unknown): string =>
    `/trpc/${procedure}?input=${encodeURIComponent(JSON.stringify(input))}`;
  return {
    url,
    headers,
    queryPath,
    query: async (procedure, input) => read(await fetch(url + queryPath(procedure, input), { headers })),
    mutate: async (procedure, input) =>
      read(await fetch(`${url}/trpc/${procedure}`, { method: "POST", headers, body: JSON.stringify(input) })),
  };
}

async function read(response: Response): Promise<unknown> {
  const text = await response.text();
  if (!response.ok) throw new Error(`${response.status} from ${new URL(response.url).pathname}: ${text}`);
  const answer: { readonly result: { readonly data: unknown } } = JSON.parse(text);
  return answer.result.data;
}
