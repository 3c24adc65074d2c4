import type { WorkflowProblem } from "@catalyst/contracts";
import type { DataPathChoice } from "@catalyst/workflow-engine";
import { createContext, useContext } from "react";
import type { Described } from "../document/describe-path.ts";
import type { GraphOperation } from "../document/graph-operation.ts";

/** What the forms of a panel work on. */
export type Editor = Described & {
  readonly problems: readonly WorkflowProblem[];
  readonly readOnly: boolean;
  /** `editing` names the input, so that letters typed into it are undone together. */
  readonly apply: (operation: GraphOperation, editing?: string) => void;
};

/** The step whose form is open, with all that it can read. */
export type EditedStep = {
  readonly stepKey: string | null;
  readonly choices: readonly DataPathChoice[];
  readonly problems: readonly WorkflowProblem[];
};

const EditorContext = createContext<Editor | null>(null);
const EditedStepContext = createContext<EditedStep | null>(null);
export const EditorProvider = EditorContext.Provider;
export const EditedStepProvider = EditedStepContext.Provider;

/** The document that is edited. */
export function useEditor(): Editor {
  const editor = useContext(EditorContext);
  if (editor === null) throw new Error("Assertion failed: no editor around");
  return editor;
}

/** The step (or trigger) that is edited. */
export function useEditedStep(): EditedStep {
  const step = useContext(EditedStepContext);
  if (step === null) throw new Error("Assertion failed: no edited step around");
  return step;
}

/** The first problem at a place of the config, or below it. */
export function useProblemAt(path: string): string | null {
  const { problems } = useEditedStep();
  return problems.find((problem) => problem.path === path || problem.path?.startsWith(`${path}.`))?.message ?? null;
}
