import { CredentialId } from "@catalyst/contracts";
import { z } from "zod";
import {
  HTTP_FORM,
  HTTP_OUTPUTS,
  HttpRequestConfig,
  replayOf,
  validateHttpConfig,
} from "../http-request@1/definition.ts";
import { secretsInUrl } from "../../secret/mask-secrets.ts";
import { defineStepType } from "../step-type.ts";

/** A header that signs in belongs into a credential: here every reader of the workflow would see it. */
const SIGN_IN_HEADER = /^(?:authorization|cookie|x-api-key|api-key|x-auth-token)$/i;

export const SignedHttpRequestConfig = HttpRequestConfig.extend({
  credentialId: CredentialId.nullable().default(null),
});
export type SignedHttpRequestConfig = z.infer<typeof SignedHttpRequestConfig>;

/** Calls an address outside, signed in with a stored credential where one is chosen. */
export const signedHttpRequestType = defineStepType<SignedHttpRequestConfig>({
  type: "http_request@2",
  label: "HTTP request",
  description: "Calls another system. Internal addresses are refused.",
  group: "communication",
  icon: "globe",
  kind: "external",
  action: null,
  form: [
    ...HTTP_FORM.slice(0, 2),
    {
      key: "credentialId",
      label: "Credential",
      kind: "credential",
      required: false,
      help: "Signs the call in. Sent to the credential's own host only, and never shown in the history.",
    },
    ...HTTP_FORM.slice(2),
  ],
  initialConfig: { method: "POST", url: "", headers: [], body: "", idempotent: false, credentialId: null },
  schema: SignedHttpRequestConfig,
  validate: (config, validation) => {
    validateHttpConfig(config, validation);
    if (secretsInUrl(config.url).length > 0)
      validation.warning({
        code: "http_secret_in_url",
        path: "url",
        message:
          "This address holds a secret, which everybody who sees the workflow can read. Use a credential instead.",
      });
    for (const [place, header] of config.headers.entries())
      if (SIGN_IN_HEADER.test(header.name))
        validation.error({
          code: "http_secret_header",
          path: `headers.${place}`,
          message: `Put "${header.name}" into a credential and choose it: a header here is read by everybody who sees the workflow.`,
        });
  },
  replay: replayOf,
  outputs: () => HTTP_OUTPUTS,
});
