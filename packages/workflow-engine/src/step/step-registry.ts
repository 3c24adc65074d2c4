import { createRecordType } from "./create-record@1/definition.ts";
import { delayType } from "./delay@1/definition.ts";
import { httpRequestType } from "./http-request@1/definition.ts";
import { ifElseType } from "./if-else@1/definition.ts";
import { sendEmailType } from "./send-email@1/definition.ts";
import type { StepType } from "./step-type.ts";
import { updateRecordType } from "./update-record@1/definition.ts";

/** Every step type with its version. Old versions stay as long as a run may need them. */
export const STEP_TYPE_NAMES = [
  "create_record@1",
  "update_record@1",
  "if_else@1",
  "delay@1",
  "send_email@1",
  "http_request@1",
] as const;
export type StepTypeName = (typeof STEP_TYPE_NAMES)[number];

/** The only list of step types. */
export const STEP_TYPES = {
  "create_record@1": createRecordType,
  "update_record@1": updateRecordType,
  "if_else@1": ifElseType,
  "delay@1": delayType,
  "send_email@1": sendEmailType,
  "http_request@1": httpRequestType,
} as const satisfies Record<StepTypeName, StepType>;

/** Whether a step type is registered. */
export function isStepTypeName(type: string): type is StepTypeName {
  return Object.hasOwn(STEP_TYPES, type);
}

/** The step type of a name such as `send_email@1`. */
export function findStepType(type: string): StepType | undefined {
  return isStepTypeName(type) ? STEP_TYPES[type] : undefined;
}
