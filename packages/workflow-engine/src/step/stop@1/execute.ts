import { parseTemplate, renderTemplate } from "../../expression/template.ts";
import { resolveFields } from "../field-values.ts";
import { copyValues } from "../record-output.ts";
import { controlStep } from "../step-executor.ts";
import { StopConfig } from "./definition.ts";

/** Ends the run with what its author says. */
export const stopExecutor = controlStep(StopConfig, (config, { scope }) => {
  const message = renderTemplate(parseTemplate(config.message), scope, "line").trim();
  const result = copyValues(resolveFields(config.result, scope));
  const { status } = config;
  return {
    input: { message, result },
    outcome: { kind: "stop", status, message: message === "" ? null : message, result },
  };
});
