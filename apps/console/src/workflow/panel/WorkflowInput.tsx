import type { FormField } from "@catalyst/workflow-engine";
import { useTranslate } from "react-admin";
import { useWorkflows } from "../workflow-queries.ts";
import { useEditor, useProblemAt } from "./editor-context.ts";
import { FormRow } from "./FormRow.tsx";
import { SelectInput } from "./SelectInput.tsx";

type WorkflowInputProps = {
  readonly id: string;
  readonly field: FormField;
  readonly value: unknown;
  readonly onChange: (workflowId: string) => void;
};

/** Another workflow of the tenant. */
export function WorkflowInput({ id, field, value, onChange }: WorkflowInputProps) {
  const translate = useTranslate();
  const { readOnly } = useEditor();
  const error = useProblemAt(field.key);
  const workflows = useWorkflows().data?.workflows ?? [];
  return (
    <FormRow inputId={id} label={field.label} required={field.required} help={field.help} error={error}>
      <SelectInput
        id={id}
        label={field.label}
        readOnly={readOnly}
        error={error !== null}
        placeholder={translate("workflow.form.choose")}
        value={typeof value === "string" ? value : ""}
        choices={workflows.map(({ workflowId, name }) => ({ value: workflowId, label: name }))}
        onChange={onChange}
      />
    </FormRow>
  );
}
