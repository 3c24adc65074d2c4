import { CredentialId } from "@catalyst/contracts";
import { z } from "zod";
import { EffectError } from "../../effect-error.ts";
import type { ExpressionScope } from "../../expression/compile-expression.ts";
import { parseTemplate, renderTemplate } from "../../expression/template.ts";
import { type JsonValue, toJson } from "@catalyst/custom-fields/expression";
import { type CallOptions, HTTP_METHODS, type HttpAnswer, type HttpPort } from "../../ports.ts";
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

/** Renders the request before the call, so that a repeated call sends the very same. */
export const httpRequestExecutor = externalStep(HttpRequestConfig, RenderedRequest, {
  render: (config, { scope }) => ({ ...renderRequest(config, scope), credentialId: null }),
  describe: describeRequest,
  call: callAddress,
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
  return { method, url, headers: Object.keys(headers), body };
}

/** Makes the call under its idempotency key. @throws EffectError */
export async function callAddress(request: RenderedRequest, { http, options }: CallPorts): Promise<JsonValue> {
  const headers = { ...request.headers, "idempotency-key": options.idempotencyKey };
  return toOutput(await http.call({ ...request, headers }, options));
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
