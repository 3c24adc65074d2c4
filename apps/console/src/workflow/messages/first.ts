import { controlTexts } from "./control.ts";
import { runTexts } from "./run.ts";

/** Texts that lists and records show of workflows; the others come with the pages of workflows. */
export const firstWorkflowTexts = {
  workflow: { cancel: "Cancel", start: controlTexts.start, run_status: runTexts.run_status },
};
