import type { StepDefinition } from "@catalyst/contracts";
import { findStepType, type FormField, type WorkflowMetadata } from "@catalyst/workflow-engine";

/** What a setting belongs to: a step, or the trigger. */
export type SettingOwner = { readonly step: StepDefinition | null; readonly metadata: WorkflowMetadata };

type Translate = (key: string, options?: { readonly [name: string]: unknown }) => string;

/** The form's field that a setting of a step is edited in, where there is one. */
export function formFieldOf(path: readonly string[], { step }: SettingOwner): FormField | undefined {
  const [part, key] = path;
  if (step === null || part !== "config") return undefined;
  return findStepType(step.type)?.form.find((field) => field.key === key);
}

/** What people call a setting: the label that its form shows. */
export function settingLabel(path: readonly string[], owner: SettingOwner, translate: Translate): string {
  const [part = "", key = "", ...rest] = path;
  const own = (name: string): string => translate(`workflow.compare.setting.${name}`, { _: name });
  if (owner.step === null) return part === "type" ? own("trigger_type") : own(rest.at(-1) ?? key);
  if (part === "config") return configLabel(path, owner, own);
  if (part === "compensation" && key !== "") return `${own("compensation")} › ${rest.at(-1) ?? key}`;
  return own(key === "" ? part : key);
}

function configLabel(path: readonly string[], owner: SettingOwner, own: (name: string) => string): string {
  const [, key = "", ...rest] = path;
  const field = formFieldOf(path, owner);
  if (field === undefined) return own(key);
  const [inner] = rest;
  if (inner === undefined) return field.label;
  const entityType = owner.metadata.entityTypes.find((type) => type.key === owner.step?.config.entityType);
  return entityType?.fields.find((known) => known.key === inner)?.label ?? `${field.label} › ${rest.join(" › ")}`;
}
