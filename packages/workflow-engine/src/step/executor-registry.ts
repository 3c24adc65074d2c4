import { createRecordExecutor } from "./create-record@1/execute.ts";
import { delayExecutor } from "./delay@1/execute.ts";
import { httpRequestExecutor } from "./http-request@1/execute.ts";
import { ifElseExecutor } from "./if-else@1/execute.ts";
import { sendEmailExecutor } from "./send-email@1/execute.ts";
import type { StepExecutor } from "./step-executor.ts";
import { isStepTypeName, type StepTypeName } from "./step-registry.ts";
import { updateRecordExecutor } from "./update-record@1/execute.ts";

const EXECUTORS = {
  "create_record@1": createRecordExecutor,
  "update_record@1": updateRecordExecutor,
  "if_else@1": ifElseExecutor,
  "delay@1": delayExecutor,
  "send_email@1": sendEmailExecutor,
  "http_request@1": httpRequestExecutor,
} as const satisfies Record<StepTypeName, StepExecutor>;

/** The executor of a step type. A worker claims only runs whose step types it has. */
export function executorOf(type: string): StepExecutor {
  if (!isStepTypeName(type)) throw new Error(`Assertion failed: no executor for ${type}`);
  return EXECUTORS[type];
}
