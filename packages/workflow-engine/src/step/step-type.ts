import type { Action, FieldType } from "@catalyst/contracts";
import type { z } from "zod";
import type { WorkflowMetadata } from "../graph/workflow-metadata.ts";
import type { StepValidation } from "../graph/step-validation.ts";

/** How a field of a step's form is edited. The console has one input for each. */
export const FORM_FIELD_KINDS = [
  "line",
  "template",
  "longTemplate",
  "entityType",
  "fieldValues",
  "recordRef",
  "condition",
  "duration",
  "select",
  "headers",
  "boolean",
  "number",
  "value",
  "filter",
  "people",
  "workflow",
  "findStep",
  "namedValues",
  "branches",
  "cases",
  "credential",
] as const;
export type FormFieldKind = (typeof FORM_FIELD_KINDS)[number];

/** One field of a step's form; `key` is its place in the config. */
export type FormField = {
  readonly key: string;
  readonly label: string;
  readonly kind: FormFieldKind;
  readonly required: boolean;
  readonly help: string;
  /** For `select`. */
  readonly options?: readonly { readonly value: string; readonly label: string }[];
};

/** Something that later steps can use, as `steps.<key>.<path>`. `json`: any structure. */
export type OutputField = { readonly path: string; readonly label: string; readonly type: FieldType | "json" };

/** An exit of a step, with the label that its edge shows. */
export type StepPort = { readonly key: string; readonly label: string };

/** `keyed`: the receiver honours the key; `natural`: twice is like once; `never`: a doubtful call stays `uncertain`. */
export type Replay = "keyed" | "natural" | "never";

/** database: in the segment's transaction; external: a call outside; wait: sleeps; control: decides only. */
export type StepKind = "database" | "external" | "wait" | "control";

/** All that builder, validator and picker need of a step type. Browser-safe. A published version never changes. */
export type StepType = {
  readonly type: string;
  readonly label: string;
  readonly description: string;
  readonly group: "records" | "logic" | "time" | "communication";
  /** A name of the icon set. */
  readonly icon: string;
  readonly kind: StepKind;
  /** The right that the run's principal needs; null: none. */
  readonly action: Action | null;
  /** Exits of a step that was just added; `exitsOf` says those of a step as it is configured. */
  readonly ports: readonly StepPort[];
  /** Exits for a config, where they depend on it. */
  readonly portsOf: (config: unknown) => readonly StepPort[];
  readonly form: readonly FormField[];
  /** What a step that was just added starts with: not yet valid, but never a broken form. */
  readonly initialConfig: StepConfig;
  /** The frozen shape of the config. */
  readonly schema: z.ZodType;
  /** Adds a problem for each wrong part of a config. */
  readonly validate: (config: unknown, validation: StepValidation) => void;
  readonly replay: (config: unknown) => Replay;
  readonly outputs: (config: unknown, metadata: WorkflowMetadata) => readonly OutputField[];
};

/** A step's config as the graph stores it. */
export type StepConfig = Readonly<Record<string, unknown>>;

type StepSpec<Config> = Omit<StepType, "schema" | "validate" | "replay" | "outputs" | "ports" | "portsOf"> & {
  readonly ports?: readonly StepPort[];
  readonly portsOf?: (config: Config) => readonly StepPort[];
  readonly schema: z.ZodType<Config>;
  readonly validate: (config: Config, validation: StepValidation) => void;
  readonly replay?: (config: Config) => Replay;
  readonly outputs?: (config: Config, metadata: WorkflowMetadata) => readonly OutputField[];
};

const NEXT: readonly StepPort[] = [{ key: "next", label: "Next" }];

/** Makes a step type from typed parts: configs are parsed before any part sees them. */
export function defineStepType<Config>(spec: StepSpec<Config>): StepType {
  const ports = spec.ports ?? NEXT;
  return {
    ...spec,
    ports,
    portsOf: (config) => {
      const parsed = spec.schema.safeParse(config);
      return parsed.success && spec.portsOf !== undefined ? spec.portsOf(parsed.data) : ports;
    },
    validate: (config, validation) => {
      const parsed = spec.schema.safeParse(config);
      if (parsed.success) return spec.validate(parsed.data, validation);
      for (const issue of parsed.error.issues)
        validation.error({ code: "config", path: issue.path.join("."), message: sentence(spec.form, issue) });
    },
    replay: (config) => {
      const parsed = spec.schema.safeParse(config);
      return parsed.success && spec.replay !== undefined ? spec.replay(parsed.data) : "never";
    },
    outputs: (config, metadata) => {
      const parsed = spec.schema.safeParse(config);
      return parsed.success && spec.outputs !== undefined ? spec.outputs(parsed.data, metadata) : [];
    },
  };
}

function sentence(form: readonly FormField[], issue: z.core.$ZodIssue): string {
  const field = form.find((candidate) => candidate.key === issue.path[0]);
  return field === undefined ? issue.message : `${field.label} is missing or not right.`;
}
