import {
  callAddress,
  describeRequest,
  RenderedRequest,
  renderRequest,
  REQUEST_SECRETS,
} from "../http-request@1/execute.ts";
import { externalStep } from "../step-executor.ts";
import { SignedHttpRequestConfig } from "./definition.ts";

/** Renders the request before the call, so that a repeated call sends the very same. */
export const signedHttpRequestExecutor = externalStep(SignedHttpRequestConfig, RenderedRequest, {
  render: (config, { scope }) => ({ ...renderRequest(config, scope), credentialId: config.credentialId }),
  describe: describeRequest,
  call: callAddress,
  secrets: REQUEST_SECRETS,
});
