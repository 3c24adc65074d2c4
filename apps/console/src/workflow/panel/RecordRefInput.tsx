import { ValueExpression } from "@catalyst/contracts";
import type { RecordTarget } from "@catalyst/workflow-engine";
import { useTranslate } from "react-admin";
import { FormRow } from "./FormRow.tsx";
import { SelectInput } from "./SelectInput.tsx";
import { ValueInput } from "./ValueInput.tsx";
import { useEditedStep, useEditor, useProblemAt } from "./editor-context.ts";

type RecordRefInputProps = {
  readonly id: string;
  readonly path: string;
  readonly label: string;
  readonly value: unknown;
  readonly onChange: (target: RecordTarget) => void;
};

const BY_ID: RecordTarget = { kind: "record", id: { kind: "template", text: "" } };

/** Which record: the one that started the run, one that an earlier step wrote, or any by its id. */
export function RecordRefInput({ id, path, label, value, onChange }: RecordRefInputProps) {
  const translate = useTranslate();
  const { graph, readOnly } = useEditor();
  const { choices } = useEditedStep();
  const error = useProblemAt(path);
  const target = toTarget(value);
  const writers = graph.steps.filter((step) => choices.some((choice) => choice.path === `steps.${step.key}.id`));
  const options = [
    { value: "trigger", label: translate("workflow.target.trigger") },
    ...writers.map((step) => ({
      value: `step:${step.key}`,
      label: translate("workflow.target.step", { name: step.name }),
    })),
    { value: "record", label: translate("workflow.target.record") },
  ];
  const choose = (choice: string) => {
    const stepKey = choice.split(":")[1];
    if (stepKey !== undefined) onChange({ kind: "step", stepKey });
    else onChange(choice === "trigger" ? { kind: "trigger" } : BY_ID);
  };
  return (
    <>
      <FormRow inputId={id} label={label} required error={target.kind === "record" ? null : error}>
        <SelectInput
          id={id}
          label={label}
          readOnly={readOnly}
          value={target.kind === "step" ? `step:${target.stepKey}` : target.kind}
          choices={options}
          onChange={choose}
        />
      </FormRow>
      {target.kind === "record" ? (
        <ValueInput
          id={`${id}-id`}
          path={`${path}.id`}
          label={translate("workflow.target.id")}
          required
          field={null}
          value={target.id}
          onChange={(recordId) => onChange({ kind: "record", id: recordId })}
        />
      ) : null}
    </>
  );
}

function toTarget(value: unknown): RecordTarget {
  if (typeof value !== "object" || value === null || !("kind" in value)) return { kind: "trigger" };
  if (value.kind === "step" && "stepKey" in value && typeof value.stepKey === "string")
    return { kind: "step", stepKey: value.stepKey };
  if (value.kind !== "record" || !("id" in value)) return { kind: "trigger" };
  const id = ValueExpression.safeParse(value.id);
  return id.success ? { kind: "record", id: id.data } : BY_ID;
}
