import { type Agent, type Dispatcher, request } from "undici";
import { type AllowedHosts, assertCallable } from "./guarded-agent.ts";
import { HttpCallError } from "./http-call-error.ts";

/** An outbound call as a step rendered it. */
export type HttpCall = {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
  /** The whole call's time at most, redirects and body included. */
  readonly timeoutMs: number;
  /** What the call signs in with; null: nothing. */
  readonly credential: CallCredential | null;
};

/** A secret header, and the one `host` or `host:port` that ever gets it. */
export type CallCredential = { readonly host: string; readonly name: string; readonly value: string };

/** What came back; a body that is not text is still decoded as UTF-8. */
export type HttpAnswer = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
};

/** Limits of one call: a larger answer would not fit into a run's history, more redirects are a loop. */
export const HTTP_ANSWER_LIMIT_BYTES = 1_000_000;
const REDIRECT_LIMIT = 5;
const REDIRECTS = new Set([301, 302, 303, 307, 308]);
const NOT_SENT = new Set([
  "ENOTFOUND",
  "ECONNREFUSED",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "EAI_AGAIN",
  "UND_ERR_CONNECT_TIMEOUT",
]);

/** How calls are made: one guarded agent for all of them. */
export type HttpCaller = { readonly agent: Agent; readonly allowed: AllowedHosts };

/**
 * Makes a call and follows up to five redirects, each checked again.
 * @throws HttpCallError without an answer; any status is an answer.
 */
export async function callHttp(caller: HttpCaller, call: HttpCall): Promise<HttpAnswer> {
  const signal = AbortSignal.timeout(call.timeoutMs);
  const first = parseUrl(call.url);
  let current: PreparedCall = { ...call, url: first, secure: first.protocol === "https:" };
  assertOwnHost(current);
  for (let hop = 0; hop <= REDIRECT_LIMIT; hop += 1) {
    assertCallable(current.url, caller.allowed);
    const response = await send(caller, current, signal);
    const location = response.headers.location;
    if (!REDIRECTS.has(response.statusCode) || typeof location !== "string") return await readAnswer(response);
    await response.body.dump();
    current = redirected(current, response.statusCode, new URL(location, current.url));
  }
  throw new HttpCallError("http_unreachable", `The address redirects more than ${REDIRECT_LIMIT} times.`, {
    sent: true,
  });
}

type PreparedCall = Omit<HttpCall, "url"> & {
  readonly url: URL;
  /** The call began with https. */
  readonly secure: boolean;
};

/** A workflow may be edited by people who must not learn the secret, so it goes to its own host only, and never in the clear. */
function assertOwnHost({ url, credential }: PreparedCall): void {
  if (credential === null || isOwnHost(url, credential)) return;
  throw new HttpCallError("http_bad_request", `The credential may be sent to ${credential.host} only.`, {
    sent: false,
  });
}

function isOwnHost(url: URL, credential: CallCredential): boolean {
  return (
    url.host === credential.host || `${url.hostname}:${url.protocol === "https:" ? "443" : "80"}` === credential.host
  );
}

/** Checked at each hop: a redirect to another host, or from https to http, goes on without it. */
function signIn({ url, credential, secure }: PreparedCall): Readonly<Record<string, string>> {
  if (credential === null || !isOwnHost(url, credential)) return {};
  return secure && url.protocol !== "https:" ? {} : { [credential.name]: credential.value };
}

function parseUrl(text: string): URL {
  const url = URL.parse(text);
  if (!url)
    throw new HttpCallError("http_bad_request", "The address is not a URL. It must begin with https:// or http://.", {
      sent: false,
    });
  return url;
}

async function send(caller: HttpCaller, call: PreparedCall, signal: AbortSignal): Promise<Dispatcher.ResponseData> {
  try {
    return await request(call.url, {
      method: call.method,
      headers: { ...call.headers, ...signIn(call) },
      body: call.body,
      signal,
      dispatcher: caller.agent,
    });
  } catch (error) {
    throw toCallError(error);
  }
}

/** 303, and 301 or 302 after POST, become GET without a body; another origin gets no credentials. */
function redirected(call: PreparedCall, status: number, url: URL): PreparedCall {
  const becomesGet = status === 303 || (status < 307 && call.method === "POST");
  const kept = Object.entries(call.headers).filter(
    ([name]) => url.origin === call.url.origin || !/^(authorization|cookie)$/i.test(name),
  );
  return { ...call, url, headers: Object.fromEntries(kept), ...(becomesGet ? { method: "GET", body: null } : {}) };
}

async function readAnswer(response: Dispatcher.ResponseData): Promise<HttpAnswer> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of response.body) {
      const bytes = Buffer.from(chunk);
      size += bytes.length;
      if (size > HTTP_ANSWER_LIMIT_BYTES)
        throw new HttpCallError("http_too_large", "The answer is larger than 1 MB.", { sent: true });
      chunks.push(bytes);
    }
  } catch (error) {
    throw toCallError(error);
  }
  const headers = Object.entries(response.headers).map(([name, value]) => [
    name,
    Array.isArray(value) ? value.join(", ") : (value ?? ""),
  ]);
  return {
    status: response.statusCode,
    headers: Object.fromEntries(headers),
    body: Buffer.concat(chunks).toString("utf8"),
  };
}

function toCallError(error: unknown): HttpCallError {
  if (error instanceof HttpCallError) return error;
  if (!(error instanceof Error))
    return new HttpCallError("http_interrupted", "The call failed.", { sent: true, cause: error });
  if (error.cause instanceof HttpCallError) return error.cause;
  if (error.name === "TimeoutError" || error.name === "AbortError") {
    return new HttpCallError("http_timeout", "The address did not answer in time.", { sent: true, cause: error });
  }
  const code = "code" in error && typeof error.code === "string" ? error.code : "";
  if (NOT_SENT.has(code))
    return new HttpCallError("http_unreachable", "The address can't be reached.", { sent: false, cause: error });
  if (error.name === "InvalidArgumentError")
    return new HttpCallError("http_bad_request", "The request has a header or a part that HTTP does not allow.", {
      sent: false,
      cause: error,
    });
  return new HttpCallError("http_interrupted", "The connection broke before an answer came.", {
    sent: true,
    cause: error,
  });
}
