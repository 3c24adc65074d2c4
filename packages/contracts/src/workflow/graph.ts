import { z } from "zod";
import { FieldValue } from "../field-value.ts";
import { Filter } from "../filter.ts";
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

/** What can start a run. The first five need an entity type; the others may do without. */
export const TRIGGER_TYPES = [
  "record_created@1",
  "record_updated@1",
  "record_deleted@1",
  "record_entered@1",
  "record_left@1",
  "schedule@1",
  "webhook@1",
  "manual@1",
  "workflow_called@1",
  "form_submitted@1",
] as const;
export type TriggerType = (typeof TRIGGER_TYPES)[number];

/** Triggers whose workflow records can be enrolled in: those that start it for a record that is there. */
const ENROLLING: ReadonlySet<TriggerType> = new Set([
  "manual@1",
  "record_created@1",
  "record_updated@1",
  "record_entered@1",
]);

/** Whether records of the trigger's entity type can be put through its workflow. */
export function takesEnrolments(trigger: TriggerDefinition): boolean {
  return ENROLLING.has(trigger.type) && trigger.config.entityType !== "";
}

/** A change that counts: of which field, and if given from what to what. */
export const WatchedChange = z.strictObject({
  field: z.string().max(63),
  from: FieldValue.optional(),
  to: FieldValue.optional(),
});
export type WatchedChange = z.infer<typeof WatchedChange>;

/** When a schedule starts runs: five cron fields in a time zone. `missed`: what becomes of times when nothing ran. */
export const Schedule = z.strictObject({
  cron: z.string().max(100),
  timeZone: z.string().max(60),
  missed: z.enum(["skip", "once"]).default("skip"),
});
export type Schedule = z.infer<typeof Schedule>;

/** Something that whoever starts a run gives to it: `steps.trigger.<key>` in expressions. */
export const InputField = z.strictObject({
  key: z.string().regex(/^[a-z][a-zA-Z0-9_]{0,40}$/),
  label: z.string().trim().min(1).max(120),
  type: z.enum(["text", "number", "boolean", "date", "dateTime", "json"]),
  required: z.boolean().default(false),
});
export type InputField = z.infer<typeof InputField>;

/** How many runs go at a time, and how runs that follow each other closely become one. */
export const RunLimits = z.strictObject({
  /** Runs at a time at most; others wait. */
  atOnce: z.int().min(1).max(1_000).optional(),
  /** The limit holds for each value of this, such as `{{ record.ownerId }}`; left out: for the whole workflow. */
  key: z.string().max(500).optional(),
  /** A run starts when so long nothing more has happened to its record; runs that had not begun by then are dropped. */
  debounceSeconds: z.int().min(1).max(86_400).optional(),
});
export type RunLimits = z.infer<typeof RunLimits>;

/** What starts a run; which parts count depends on the type. `watchedFields` empty: any change; `condition` must also hold. */
export const TriggerDefinition = z.strictObject({
  type: z.enum(TRIGGER_TYPES),
  config: z.strictObject({
    /** Empty where no record starts the run. */
    entityType: z.union([EntityTypeKey, z.literal("")]),
    watchedFields: z.array(z.string().max(63)).max(50).default([]),
    condition: WorkflowCondition.optional(),
    /** For updates: one of these changes must have happened. */
    changes: z.array(WatchedChange).min(1).max(20).optional(),
    /** For `record_entered` and `record_left`: what the record must meet, or have met. */
    filter: Filter.optional(),
    schedule: Schedule.optional(),
    /** What a person, a form, a webhook or a calling workflow gives. */
    input: z.array(InputField).max(50).optional(),
    limits: RunLimits.optional(),
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

const StepTypeName = z.string().regex(/^[a-z_]{1,40}@[0-9]{1,3}$/);

/** What undoes a step when the run fails after it was done: a step type with its config, run in reverse order. */
export const Compensation = z.strictObject({ type: StepTypeName, config: z.record(z.string(), z.json()) });
export type Compensation = z.infer<typeof Compensation>;

/** One step. `type` names a registered step type with its version; its module checks `config`. */
export const StepDefinition = z.strictObject({
  key: StepKey,
  type: StepTypeName,
  name: z.string().trim().min(1).max(120),
  config: z.record(z.string(), z.json()),
  retry: RetryPolicy.optional(),
  /** A step that failed for good: `continue` goes on along its first exit, `path` along the exit `error`. */
  onError: z.enum(["fail", "continue", "path"]).default("fail"),
  compensation: Compensation.optional(),
  timeoutMs: z.int().min(100).max(120_000).optional(),
  position: CanvasPosition.optional(),
});
export type StepDefinition = z.infer<typeof StepDefinition>;

/** An edge leaves a step (or the trigger) by a port: `next`, or an exit of its step type, such as `true` and `false`. */
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
