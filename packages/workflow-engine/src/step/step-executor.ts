import type { TriggerSnapshot } from "@catalyst/contracts";
import type { z } from "zod";
import type { StepOutcome } from "../apply-outcome.ts";
import type { ExpressionScope } from "../expression/compile-expression.ts";
import type { JsonValue } from "../expression/to-json.ts";
import type { CallOptions, HttpPort, MailPort, RecordPort } from "../ports.ts";

/** What a step can read. */
export type StepContext = { readonly scope: ExpressionScope; readonly trigger: TriggerSnapshot };

/** What an external step calls with. */
export type CallContext = { readonly mail: MailPort; readonly http: HttpPort; readonly options: CallOptions };

/** What a database step is about to do: its input for the history, and the effect, which gives the output. */
export type PreparedEffect = {
  readonly input: JsonValue;
  readonly effect: (records: RecordPort) => Promise<JsonValue>;
};

/** A request as it is stored, and what of it people may read in the history: no credentials. */
export type RenderedCall = { readonly request: JsonValue; readonly input: JsonValue };

/** How a step type runs. Configs and requests come from storage and are parsed again. */
export type StepExecutor =
  | { readonly kind: "database"; readonly prepare: (config: unknown, context: StepContext) => Promise<PreparedEffect> }
  | {
      readonly kind: "control";
      readonly decide: (
        config: unknown,
        context: StepContext,
      ) => { readonly input: JsonValue; readonly outcome: StepOutcome };
    }
  | {
      readonly kind: "external";
      readonly render: (config: unknown, context: StepContext) => RenderedCall;
      readonly call: (request: unknown, context: CallContext) => Promise<JsonValue>;
    };

/** An executor that writes records. */
export function databaseStep<Config>(
  schema: z.ZodType<Config>,
  prepare: (config: Config, context: StepContext) => Promise<PreparedEffect>,
): StepExecutor {
  return { kind: "database", prepare: (config, context) => prepare(schema.parse(config), context) };
}

/** An executor that only decides. */
export function controlStep<Config>(
  schema: z.ZodType<Config>,
  decide: (config: Config, context: StepContext) => { readonly input: JsonValue; readonly outcome: StepOutcome },
): StepExecutor {
  return { kind: "control", decide: (config, context) => decide(schema.parse(config), context) };
}

type ExternalParts<Config, Request> = {
  readonly render: (config: Config, context: StepContext) => Request;
  readonly describe: (request: Request) => JsonValue;
  readonly call: (request: Request, context: CallContext) => Promise<JsonValue>;
};

/** An executor that calls outside: render first, store, then call. */
export function externalStep<Config, Request extends JsonValue>(
  schema: z.ZodType<Config>,
  request: z.ZodType<Request>,
  parts: ExternalParts<Config, Request>,
): StepExecutor {
  return {
    kind: "external",
    render: (config, context) => {
      const rendered = parts.render(schema.parse(config), context);
      return { request: rendered, input: parts.describe(rendered) };
    },
    call: (stored, context) => parts.call(request.parse(stored), context),
  };
}
