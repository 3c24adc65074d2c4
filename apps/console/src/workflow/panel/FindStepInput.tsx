import type { StepDefinition } from "@catalyst/contracts";
import type { FormField } from "@catalyst/workflow-engine";
import { useTranslate } from "react-admin";
import { reachableFrom } from "../document/edges.ts";
import { useEditedStep, useEditor, useProblemAt } from "./editor-context.ts";
import { FormRow } from "./FormRow.tsx";
import { SelectInput } from "./SelectInput.tsx";

type FindStepInputProps = {
  readonly id: string;
  readonly field: FormField;
  readonly value: unknown;
  readonly onChange: (patch: { readonly source: string; readonly entityType: string }) => void;
};

/** One of the steps before this one that find records; it brings the entity type with it. */
export function FindStepInput({ id, field, value, onChange }: FindStepInputProps) {
  const translate = useTranslate();
  const { graph, readOnly } = useEditor();
  const { stepKey } = useEditedStep();
  const error = useProblemAt(field.key);
  const steps = graph.steps.filter(
    (step) => step.type.startsWith("find_records@") && reachableFrom(graph.edges, step.key).has(stepKey ?? ""),
  );
  const choose = (key: string) =>
    onChange({ source: key, entityType: entityTypeOf(steps.find((step) => step.key === key)) });
  return (
    <FormRow inputId={id} label={field.label} required={field.required} help={field.help} error={error}>
      <SelectInput
        id={id}
        label={field.label}
        readOnly={readOnly}
        error={error !== null}
        placeholder={translate(steps.length === 0 ? "workflow.form.no_find_step" : "workflow.form.choose")}
        value={typeof value === "string" ? value : ""}
        choices={steps.map((step) => ({ value: step.key, label: step.name }))}
        onChange={choose}
      />
    </FormRow>
  );
}

function entityTypeOf(step: StepDefinition | undefined): string {
  const entityType = step?.config.entityType;
  return typeof entityType === "string" ? entityType : "";
}
