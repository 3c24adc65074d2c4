import type { RecordKey, RunId, TriggerSnapshot } from "@catalyst/contracts";
import type { z } from "zod";
import type { StepOutcome } from "../apply-outcome.ts";
import type { ExpressionScope } from "../expression/compile-expression.ts";
import type { JsonValue } from "@catalyst/custom-fields/expression";
import type { Wake } from "../decide-next.ts";
import type { CallOptions, HttpPort, MailPort, StepEffects } from "../ports.ts";
import type { Token } from "../run-state.ts";

/** What a step can read, and what names it. */
export type StepContext = {
  readonly scope: ExpressionScope;
  readonly trigger: TriggerSnapshot;
  readonly runId: RunId;
  readonly token: Token;
  /** A fresh id; a wait that the step begins has it. */
  readonly newId: string;
};

/** What an external step calls with. */
export type CallContext = { readonly mail: MailPort; readonly http: HttpPort; readonly options: CallOptions };

/** What a database step is about to do: its input for the history, and the effect, which gives the outcome. */
export type PreparedEffect = {
  readonly input: JsonValue;
  readonly effect: (effects: StepEffects) => Promise<StepOutcome>;
};

/** A request, how it is stored without its secrets, and what of it people may read in the history. */
export type RenderedCall = { readonly request: JsonValue; readonly stored: JsonValue; readonly input: JsonValue };

/** Decides how a step goes on whose token slept. */
export type ResumeStep = (config: unknown, context: StepContext, wake: StepWake) => PreparedEffect;

/** Why a step goes on, and what it noted when it began to wait. */
export type StepWake = Wake & { readonly memo: JsonValue };

/** The record that a step will change, where its config and the trigger name it: runs that begin together read theirs at once. */
export type ForeseeRecord = (config: unknown, trigger: TriggerSnapshot) => RecordKey | null;

/** How a step type runs. Configs and requests come from storage and are parsed again. */
export type StepExecutor = { readonly resume?: ResumeStep } & (
  | {
      readonly kind: "database";
      readonly prepare: (config: unknown, context: StepContext) => Promise<PreparedEffect>;
      readonly foresee?: ForeseeRecord;
    }
  | { readonly kind: "control"; readonly decide: (config: unknown, context: StepContext) => DecidedStep }
  | {
      readonly kind: "external";
      readonly render: (config: unknown, context: StepContext) => RenderedCall;
      /** A stored request with the secrets of the same one rendered afresh (null: it could not be). @throws EffectError */
      readonly reveal: (stored: JsonValue, fresh: JsonValue) => JsonValue;
      readonly call: (request: unknown, context: CallContext) => Promise<JsonValue>;
    }
);

/** What a step decided, and on what. */
export type DecidedStep = { readonly input: JsonValue; readonly outcome: StepOutcome };

/** An effect that gives the step's output; the step then goes on by `next`. */
export type OutputEffect = { readonly input: JsonValue; readonly effect: (effects: StepEffects) => Promise<JsonValue> };

/** An executor that writes records. */
export function databaseStep<Config>(
  schema: z.ZodType<Config>,
  prepare: (config: Config, context: StepContext) => Promise<OutputEffect>,
  foresee?: (config: Config, trigger: TriggerSnapshot) => RecordKey | null,
): StepExecutor {
  return effectStep(schema, {
    ...(foresee === undefined ? {} : { foresee }),
    prepare: async (config, context) => {
      const { input, effect } = await prepare(config, context);
      return { input, effect: async (effects) => ({ kind: "done", port: "next", output: await effect(effects) }) };
    },
  });
}

type EffectParts<Config> = {
  readonly prepare: (config: Config, context: StepContext) => Promise<PreparedEffect>;
  readonly resume?: (config: Config, context: StepContext, wake: StepWake) => PreparedEffect;
  readonly foresee?: (config: Config, trigger: TriggerSnapshot) => RecordKey | null;
};

/** An executor whose effect decides how the run goes on; `resume` where it may wait. */
export function effectStep<Config>(schema: z.ZodType<Config>, parts: EffectParts<Config>): StepExecutor {
  const { prepare, resume, foresee } = parts;
  return {
    kind: "database",
    prepare: (config, context) => prepare(schema.parse(config), context),
    ...(foresee === undefined ? {} : { foresee: (config, trigger) => foresee(schema.parse(config), trigger) }),
    ...(resume === undefined ? {} : { resume: (config, context, wake) => resume(schema.parse(config), context, wake) }),
  };
}

/** An executor that only decides; `resume` where it may wait. */
export function controlStep<Config>(
  schema: z.ZodType<Config>,
  decide: (config: Config, context: StepContext) => DecidedStep,
  resume?: (config: Config, context: StepContext, wake: StepWake) => StepOutcome,
): StepExecutor {
  return {
    kind: "control",
    decide: (config, context) => decide(schema.parse(config), context),
    ...(resume === undefined
      ? {}
      : {
          resume: (config, context, wake) => ({
            input: null,
            effect: async () => resume(schema.parse(config), context, wake),
          }),
        }),
  };
}

type ExternalParts<Config, Request> = {
  readonly render: (config: Config, context: StepContext) => Request;
  readonly describe: (request: Request) => JsonValue;
  readonly call: (request: Request, context: CallContext) => Promise<JsonValue>;
  /** Where requests hold secrets: what is stored instead, and how it becomes whole again. */
  readonly secrets?: {
    readonly conceal: (request: Request) => Request;
    readonly reveal: (stored: Request, fresh: Request | null) => Request;
  };
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
      const stored = parts.secrets?.conceal(rendered) ?? rendered;
      return { request: rendered, stored, input: parts.describe(rendered) };
    },
    reveal: (stored, fresh) =>
      parts.secrets?.reveal(request.parse(stored), fresh === null ? null : request.parse(fresh)) ?? stored,
    call: (stored, context) => parts.call(request.parse(stored), context),
  };
}
