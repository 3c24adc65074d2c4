import type { StepDefinition } from "@catalyst/contracts";
import { useEditor } from "./editor-context.ts";
import { StepFields } from "./StepFields.tsx";

/** The form of a step. */
export function StepForm({ step }: { readonly step: StepDefinition }) {
  const { apply } = useEditor();
  return (
    <StepFields
      idPrefix={step.key}
      type={step.type}
      config={step.config}
      onChange={(config, editing) =>
        apply({ kind: "updateStep", key: step.key, patch: { config } }, `${step.key}.${editing}`)
      }
    />
  );
}
