import { EffectError, type HttpPort } from "@catalyst/workflow-engine";
import { callHttp, type HttpCaller } from "../http/call-http.ts";
import { createGuardedAgent } from "../http/guarded-agent.ts";
import { type HttpCallCode, HttpCallError } from "../http/http-call-error.ts";

/** What the moment may cure. */
const RETRYABLE: ReadonlySet<HttpCallCode> = new Set(["http_unreachable", "http_timeout", "http_interrupted"]);

/** Calls addresses outside, guarded against internal ones. */
export function httpPort(allowed: ReadonlySet<string>): HttpPort {
  const caller: HttpCaller = { agent: createGuardedAgent(allowed), allowed };
  return {
    async call(request, options) {
      try {
        return await callHttp(caller, { ...request, timeoutMs: options.timeoutMs });
      } catch (error) {
        if (!(error instanceof HttpCallError)) throw error;
        throw new EffectError(error.code, error.message, {
          retryable: RETRYABLE.has(error.code),
          definite: !error.sent,
          cause: error,
        });
      }
    },
  };
}
