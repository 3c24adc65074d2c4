import { CredentialId } from "@catalyst/contracts";
import { z } from "zod";
import { EffectError } from "../../effect-error.ts";
import type { ExpressionScope } from "../../expression/compile-expression.ts";
import { parseTemplate, renderTemplate } from "../../expression/template.ts";
import { type JsonValue, toJson } from "@catalyst/custom-fields/expression";
import { type CallOptions, HTTP_METHODS, type HttpAnswer, type HttpPort } from "../../ports.ts";
import { isSecretName, maskSecrets, maskUrl, revealUrl, SECRET_MARK, secretsInUrl } from "../../secret/mask-secrets.ts";
import { externalStep } from "../step-executor.ts";
import { HttpRequestConfig } from "./definition.ts";

/** A request as it is stored before the call; a credential by its id, never its secret. */
export const RenderedRequest = z.strictObject({
  method: z.enum(HTTP_METHODS),
  url: z.string(),
  headers: z.record(z.string(), z.string()),
  body: z.string().nullable(),
  credentialId: CredentialId.nullable().default(null),
});
type RenderedRequest = z.infer<typeof RenderedRequest>;

type CallPorts = { readonly http: HttpPort; readonly options: CallOptions };

/** What is stored of a request has no secrets; they come from rendering it again. */
export const REQUEST_SECRETS = { conceal: concealRequest, reveal: revealRequest };

/** Renders the request before the call, so that a repeated call sends the very same. */
export const httpRequestExecutor = externalStep(HttpRequestConfig, RenderedRequest, {
  render: (config, { scope }) => ({ ...renderRequest(config, scope), credentialId: null }),
  describe: describeRequest,
  call: callAddress,
  secrets: REQUEST_SECRETS,
});

/** Fills in address, headers and body. */
export function renderRequest(
  config: HttpRequestConfig,
  scope: ExpressionScope,
): Omit<RenderedRequest, "credentialId"> {
  return {
    method: config.method,
    url: renderTemplate(parseTemplate(config.url), scope, "url"),
    headers: renderHeaders(config, scope),
    body:
      config.body === "" || config.method === "GET" ? null : renderTemplate(parseTemplate(config.body), scope, "json"),
  };
}

/** What the history shows. Headers hold secrets: their names are enough. */
export function describeRequest({ method, url, headers, body }: RenderedRequest): JsonValue {
  return { method, url: maskUrl(url), headers: Object.keys(headers), body };
}

function concealRequest(request: RenderedRequest): RenderedRequest {
  const headers = Object.entries(request.headers).map(([name, value]) => [
    name,
    isSecretName(name) ? SECRET_MARK : value,
  ]);
  return { ...request, url: maskUrl(request.url), headers: Object.fromEntries(headers) };
}

/** The stored request with the secrets of the fresh one. @throws EffectError where that one has them no more */
function revealRequest(stored: RenderedRequest, fresh: RenderedRequest | null): RenderedRequest {
  const hidden = Object.keys(stored.headers).filter((name) => stored.headers[name] === SECRET_MARK);
  if (hidden.length === 0 && !stored.url.includes(SECRET_MARK)) return stored;
  const found = hidden.flatMap((name) => (fresh?.headers[name] === undefined ? [] : [[name, fresh.headers[name]]]));
  const url = fresh === null ? null : revealUrl(stored.url, fresh.url);
  if (url !== null && found.length === hidden.length)
    return { ...stored, url, headers: { ...stored.headers, ...Object.fromEntries(found) } };
  throw new EffectError("request_changed", "The request can't be made again: what it signs in with is gone.", {
    retryable: false,
    definite: false,
  });
}

/** What a request signs in with, as far as it is in the request. */
function secretsOf({ url, headers }: RenderedRequest): readonly string[] {
  const values = Object.entries(headers).flatMap(([name, value]) => (isSecretName(name) ? [value] : []));
  // A scheme such as Bearer is no part of the secret.
  return [...values, ...values.map((value) => value.replace(/^\w+ +/, "")), ...secretsInUrl(url)];
}

/** Makes the call under its idempotency key. @throws EffectError */
export async function callAddress(request: RenderedRequest, { http, options }: CallPorts): Promise<JsonValue> {
  const headers = { ...request.headers, "idempotency-key": options.idempotencyKey };
  const answer = await http.call({ ...request, headers }, options);
  return toOutput({ ...answer, body: maskSecrets(answer.body, secretsOf(request)) });
}

function renderHeaders(config: HttpRequestConfig, scope: ExpressionScope): Record<string, string> {
  const given = config.headers.map((header): [string, string] => [
    header.name.toLowerCase(),
    renderTemplate(parseTemplate(header.value), scope, "line"),
  ]);
  return { ...(config.body === "" ? {} : { "content-type": "application/json" }), ...Object.fromEntries(given) };
}

/** Answers that may pass, and of them those that say nothing was done: the others leave it open. */
const MAY_PASS = new Set([408, 429, 500, 502, 503, 504]);
const NOTHING_DONE = new Set([429, 503]);

/** An answer from 400 on is a failure. */
function toOutput(answer: HttpAnswer): JsonValue {
  const { status } = answer;
  if (status >= 400) {
    const retryable = MAY_PASS.has(status);
    throw new EffectError(`http_${status}`, `The address answered ${status}.`, {
      retryable,
      definite: !retryable || NOTHING_DONE.has(status),
    });
  }
  return { status, body: answer.body, json: parseJson(answer.body) };
}

function parseJson(text: string): JsonValue {
  try {
    return toJson(JSON.parse(text));
  } catch {
    return null; // Not JSON: `body` has it as text.
  }
}
