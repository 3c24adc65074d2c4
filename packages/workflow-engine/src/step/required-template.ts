import type { StepValidation } from "../graph/step-validation.ts";

/** Checks a text that must not be empty, and its slots. */
export function requireTemplate(
  validation: StepValidation,
  path: string,
  asked: { text: string; label: string },
): void {
  if (asked.text.trim() !== "") return validation.template(path, asked.text);
  validation.error({ code: "required_missing", path, message: `${asked.label} is missing.` });
}
