import { z } from "zod";
import { HTTP_METHODS } from "../../ports.ts";
import type { StepValidation } from "../../graph/step-validation.ts";
import { defineStepType, type FormField, type Replay } from "../step-type.ts";

/** Header names that HTTP itself, or we, set. */
const REFUSED_HEADERS =
  /^(?:host|content-length|transfer-encoding|connection|upgrade|idempotency-key|expect|te|trailer|keep-alive|proxy-.*)$/i;
const HEADER_NAME = /^[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}$/;

export const HttpRequestConfig = z.strictObject({
  method: z.enum(HTTP_METHODS),
  url: z.string().max(2_000),
  headers: z
    .array(z.strictObject({ name: z.string().max(100), value: z.string().max(2_000) }))
    .max(30)
    .default([]),
  body: z.string().max(20_000).default(""),
  /** The receiver honours `Idempotency-Key`, so a doubtful POST or PATCH may be repeated. */
  idempotent: z.boolean().default(false),
});
export type HttpRequestConfig = z.infer<typeof HttpRequestConfig>;

/** Form of method, address, headers and body. */
export const HTTP_FORM: readonly FormField[] = [
  {
    key: "method",
    label: "Method",
    kind: "select",
    required: true,
    help: "",
    options: HTTP_METHODS.map((method) => ({ value: method, label: method })),
  },
  {
    key: "url",
    label: "Address",
    kind: "template",
    required: true,
    help: "Begins with https:// or http://. Values put into it are encoded.",
  },
  { key: "headers", label: "Headers", kind: "headers", required: false, help: "" },
  { key: "body", label: "Body", kind: "longTemplate", required: false, help: "JSON; values put into it are escaped." },
  {
    key: "idempotent",
    label: "The receiver honours Idempotency-Key",
    kind: "boolean",
    required: false,
    help: "Then a call whose outcome is not known is repeated.",
  },
];

/** What later steps can use of an answer. */
export const HTTP_OUTPUTS = [
  { path: "status", label: "Status", type: "number" },
  { path: "body", label: "Answer as text", type: "longText" },
  { path: "json", label: "Answer as JSON", type: "json" },
] as const;

/** Calls an address outside. */
export const httpRequestType = defineStepType<HttpRequestConfig>({
  type: "http_request@1",
  label: "HTTP request",
  description: "Calls another system. Internal addresses are refused.",
  group: "communication",
  icon: "globe",
  kind: "external",
  action: null,
  form: HTTP_FORM,
  initialConfig: { method: "POST", url: "", headers: [], body: "", idempotent: false },
  schema: HttpRequestConfig,
  validate: validateHttpConfig,
  replay: replayOf,
  outputs: () => HTTP_OUTPUTS,
});

/** Checks address, headers and body. */
export function validateHttpConfig(config: HttpRequestConfig, validation: StepValidation): void {
  if (!/^https?:\/\/[^{]/i.test(config.url))
    validation.error({
      code: "http_url",
      path: "url",
      message: "The address must begin with https:// or http:// and a host.",
    });
  else validation.template("url", config.url);
  validation.template("body", config.body);
  for (const [place, header] of config.headers.entries()) {
    const path = `headers.${place}`;
    if (!HEADER_NAME.test(header.name) || REFUSED_HEADERS.test(header.name))
      validation.error({ code: "http_header", path, message: `The header "${header.name}" can't be set.` });
    else validation.template(path, header.value);
  }
}

/** Whether a call may be made twice: by its method, or since the receiver honours keys. */
export function replayOf(config: HttpRequestConfig): Replay {
  if (config.method !== "POST" && config.method !== "PATCH") return "natural";
  return config.idempotent ? "keyed" : "never";
}
