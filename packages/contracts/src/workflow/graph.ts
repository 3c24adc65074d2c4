import { z } from "zod";
import { FieldValue } from "../field-value.ts";
import { EntityTypeKey } from "../ids.ts";

/** Id of a step inside its graph; stable, references name it. */
export const StepKey = z.string().regex(/^[a-z][a-z0-9_]{0,40}$/);
export type StepKey = z.infer<typeof StepKey>;

/** A value in a step's form: as it is, literal text with `{{ }}` slots, or a CEL formula. */
export const ValueExpression = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("literal"), value: FieldValue }),
  z.strictObject({ kind: z.literal("template"), text: z.string().max(20_000) }),
  z.strictObject({ kind: z.literal("formula"), cel: z.string().max(2_000) }),
]);
export type ValueExpression = z.infer<typeof ValueExpression>;

/** Operators of the condition builder; each has one CEL form. `changed…` compare with the record before the change. */
export const CONDITION_OPERATORS = [
  "equals",
  "notEquals",
  "contains",
  "startsWith",
  "lessThan",
  "atMost",
  "greaterThan",
  "atLeast",
  "isEmpty",
  "isNotEmpty",
  "changed",
  "changedTo",
] as const;

/** One rule of the condition builder; `left` is a data path such as `record.tier` or `steps.s1.status`. */
export const ConditionRule = z.strictObject({
  left: z.string().max(200),
  operator: z.enum(CONDITION_OPERATORS),
  right: FieldValue.default(null),
});
export type ConditionRule = z.infer<typeof ConditionRule>;

/** A condition: rules joined by all or any, or a formula for the rest. */
export const WorkflowCondition = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("rules"),
    match: z.enum(["all", "any"]),
    rules: z.array(ConditionRule).min(1).max(50),
  }),
  z.strictObject({ kind: z.literal("formula"), cel: z.string().min(1).max(2_000) }),
]);
export type WorkflowCondition = z.infer<typeof WorkflowCondition>;

/** What starts a run. `watchedFields` empty: any change; `condition` must also hold. */
export const TriggerDefinition = z.strictObject({
  type: z.enum(["record_created@1", "record_updated@1"]),
  config: z.strictObject({
    entityType: EntityTypeKey,
    watchedFields: z.array(z.string().max(63)).max(50).default([]),
    condition: WorkflowCondition.optional(),
  }),
});
export type TriggerDefinition = z.infer<typeof TriggerDefinition>;

/** How a failing step is tried again; waits grow by `factor` up to `maxDelayMs`, with jitter. */
export const RetryPolicy = z.strictObject({
  maxAttempts: z.int().min(1).max(20).default(4),
  firstDelayMs: z.int().min(100).max(3_600_000).default(1_000),
  factor: z.number().min(1).max(10).default(2),
  maxDelayMs: z.int().min(100).max(86_400_000).default(300_000),
});
export type RetryPolicy = z.infer<typeof RetryPolicy>;

/** Where a step stands on the canvas, when a person moved it. */
export const CanvasPosition = z.strictObject({ x: z.number(), y: z.number() });

/** One step. `type` names a registered step type with its version; its module checks `config`. */
export const StepDefinition = z.strictObject({
  key: StepKey,
  type: z.string().regex(/^[a-z_]{1,40}@[0-9]{1,3}$/),
  name: z.string().trim().min(1).max(120),
  config: z.record(z.string(), z.json()),
  retry: RetryPolicy.optional(),
  /** `continue` goes on along `next` although the step failed for good. */
  onError: z.enum(["fail", "continue"]).default("fail"),
  timeoutMs: z.int().min(100).max(120_000).optional(),
  position: CanvasPosition.optional(),
});
export type StepDefinition = z.infer<typeof StepDefinition>;

/** An edge leaves a step (or the trigger) by a port: `next`, or `true` and `false` of a condition. */
export const EdgeDefinition = z.strictObject({
  from: z.union([z.literal("trigger"), StepKey]),
  port: z
    .string()
    .regex(/^[a-z][a-z0-9_]{0,20}$/)
    .default("next"),
  to: StepKey,
});
export type EdgeDefinition = z.infer<typeof EdgeDefinition>;

/** The document that an admin draws. It is ours: the canvas derives its nodes from it. */
export const WorkflowGraph = z.strictObject({
  schema: z.literal(1),
  trigger: TriggerDefinition,
  steps: z.array(StepDefinition).max(3_000),
  edges: z.array(EdgeDefinition).max(6_000),
  triggerPosition: CanvasPosition.optional(),
});
export type WorkflowGraph = z.infer<typeof WorkflowGraph>;
