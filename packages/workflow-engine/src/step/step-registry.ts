import { approvalType } from "./approval@1/definition.ts";
import { assignOwnerType } from "./assign-owner@1/definition.ts";
import { callWorkflowType } from "./call-workflow@1/definition.ts";
import { createNoteType } from "./create-note@1/definition.ts";
import { createRecordType } from "./create-record@1/definition.ts";
import { createTaskType } from "./create-task@1/definition.ts";
import { delayType } from "./delay@1/definition.ts";
import { delayUntilType } from "./delay-until@1/definition.ts";
import { deleteRecordType } from "./delete-record@1/definition.ts";
import { findRecordsType } from "./find-records@1/definition.ts";
import { forEachType } from "./for-each@1/definition.ts";
import { httpRequestType } from "./http-request@1/definition.ts";
import { signedHttpRequestType } from "./http-request@2/definition.ts";
import { ifElseType } from "./if-else@1/definition.ts";
import { parallelType } from "./parallel@1/definition.ts";
import { sendEmailType } from "./send-email@1/definition.ts";
import { sendNotificationType } from "./send-notification@1/definition.ts";
import { setVariablesType } from "./set-variables@1/definition.ts";
import { stopType } from "./stop@1/definition.ts";
import { switchType } from "./switch@1/definition.ts";
import { updateRecordType } from "./update-record@1/definition.ts";
import { upsertRecordType } from "./upsert-record@1/definition.ts";
import { waitForEventType } from "./wait-for-event@1/definition.ts";
import type { StepType } from "./step-type.ts";

/** Every step type with its version. Old versions stay as long as a run may need them. */
export const STEP_TYPE_NAMES = [
  "create_record@1",
  "update_record@1",
  "upsert_record@1",
  "delete_record@1",
  "find_records@1",
  "assign_owner@1",
  "create_task@1",
  "create_note@1",
  "if_else@1",
  "switch@1",
  "parallel@1",
  "for_each@1",
  "call_workflow@1",
  "set_variables@1",
  "stop@1",
  "delay@1",
  "delay_until@1",
  "wait_for_event@1",
  "approval@1",
  "send_email@1",
  "send_notification@1",
  "http_request@1",
  "http_request@2",
] as const;
export type StepTypeName = (typeof STEP_TYPE_NAMES)[number];

/** The only list of step types. */
export const STEP_TYPES = {
  "create_record@1": createRecordType,
  "update_record@1": updateRecordType,
  "upsert_record@1": upsertRecordType,
  "delete_record@1": deleteRecordType,
  "find_records@1": findRecordsType,
  "assign_owner@1": assignOwnerType,
  "create_task@1": createTaskType,
  "create_note@1": createNoteType,
  "if_else@1": ifElseType,
  "switch@1": switchType,
  "parallel@1": parallelType,
  "for_each@1": forEachType,
  "call_workflow@1": callWorkflowType,
  "set_variables@1": setVariablesType,
  "stop@1": stopType,
  "delay@1": delayType,
  "delay_until@1": delayUntilType,
  "wait_for_event@1": waitForEventType,
  "approval@1": approvalType,
  "send_email@1": sendEmailType,
  "send_notification@1": sendNotificationType,
  "http_request@1": httpRequestType,
  "http_request@2": signedHttpRequestType,
} as const satisfies Record<StepTypeName, StepType>;

/** Whether a step type is registered. */
export function isStepTypeName(type: string): type is StepTypeName {
  return Object.hasOwn(STEP_TYPES, type);
}

/** The step type of a name such as `send_email@1`. */
export function findStepType(type: string): StepType | undefined {
  return isStepTypeName(type) ? STEP_TYPES[type] : undefined;
}
