import { approvalExecutor } from "./approval@1/execute.ts";
import { assignOwnerExecutor } from "./assign-owner@1/execute.ts";
import { callWorkflowExecutor } from "./call-workflow@1/execute.ts";
import { createNoteExecutor } from "./create-note@1/execute.ts";
import { createRecordExecutor } from "./create-record@1/execute.ts";
import { createTaskExecutor } from "./create-task@1/execute.ts";
import { delayExecutor } from "./delay@1/execute.ts";
import { delayUntilExecutor } from "./delay-until@1/execute.ts";
import { deleteRecordExecutor } from "./delete-record@1/execute.ts";
import { findRecordsExecutor } from "./find-records@1/execute.ts";
import { forEachExecutor } from "./for-each@1/execute.ts";
import { httpRequestExecutor } from "./http-request@1/execute.ts";
import { signedHttpRequestExecutor } from "./http-request@2/execute.ts";
import { ifElseExecutor } from "./if-else@1/execute.ts";
import { parallelExecutor } from "./parallel@1/execute.ts";
import { sendEmailExecutor } from "./send-email@1/execute.ts";
import { sendNotificationExecutor } from "./send-notification@1/execute.ts";
import { setVariablesExecutor } from "./set-variables@1/execute.ts";
import { stopExecutor } from "./stop@1/execute.ts";
import { switchExecutor } from "./switch@1/execute.ts";
import { updateRecordExecutor } from "./update-record@1/execute.ts";
import { upsertRecordExecutor } from "./upsert-record@1/execute.ts";
import { waitForEventExecutor } from "./wait-for-event@1/execute.ts";
import type { StepExecutor } from "./step-executor.ts";
import { isStepTypeName, type StepTypeName } from "./step-registry.ts";

const EXECUTORS = {
  "create_record@1": createRecordExecutor,
  "update_record@1": updateRecordExecutor,
  "upsert_record@1": upsertRecordExecutor,
  "delete_record@1": deleteRecordExecutor,
  "find_records@1": findRecordsExecutor,
  "assign_owner@1": assignOwnerExecutor,
  "create_task@1": createTaskExecutor,
  "create_note@1": createNoteExecutor,
  "if_else@1": ifElseExecutor,
  "switch@1": switchExecutor,
  "parallel@1": parallelExecutor,
  "for_each@1": forEachExecutor,
  "call_workflow@1": callWorkflowExecutor,
  "set_variables@1": setVariablesExecutor,
  "stop@1": stopExecutor,
  "delay@1": delayExecutor,
  "delay_until@1": delayUntilExecutor,
  "wait_for_event@1": waitForEventExecutor,
  "approval@1": approvalExecutor,
  "send_email@1": sendEmailExecutor,
  "send_notification@1": sendNotificationExecutor,
  "http_request@1": httpRequestExecutor,
  "http_request@2": signedHttpRequestExecutor,
} as const satisfies Record<StepTypeName, StepExecutor>;

/** The executor of a step type. A worker claims only runs whose step types it has. */
export function executorOf(type: string): StepExecutor {
  if (!isStepTypeName(type)) throw new Error(`Assertion failed: no executor for ${type}`);
  return EXECUTORS[type];
}
