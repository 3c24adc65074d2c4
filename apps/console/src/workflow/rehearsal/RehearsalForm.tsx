import type { InputField } from "@catalyst/contracts";
import OutlinedInput from "@mui/material/OutlinedInput";
import { useTranslate } from "react-admin";
import { plainText } from "../document/plain-text.ts";
import { EditedStepProvider, useEditor } from "../panel/editor-context.ts";
import { FormRow } from "../panel/FormRow.tsx";
import { LiteralInput } from "../panel/LiteralInput.tsx";
import { RelationInput } from "../panel/RelationInput.tsx";
import { SelectInput } from "../panel/SelectInput.tsx";
import { inputValue, type RehearsalDraft } from "./rehearsal-draft.ts";

const NO_STEP = { stepKey: null, choices: [], problems: [] };

type RehearsalFormProps = {
  readonly draft: RehearsalDraft;
  readonly onChange: (change: Partial<RehearsalDraft>) => void;
};

/** The record, what changed in it, what is given, and how people decide. */
export function RehearsalForm({ draft, onChange }: RehearsalFormProps) {
  const translate = useTranslate();
  const { graph } = useEditor();
  const { entityType, input = [] } = graph.trigger.config;
  const asks = graph.steps.some((step) => step.type.startsWith("approval@"));
  return (
    <EditedStepProvider value={NO_STEP}>
      {entityType === "" ? null : (
        <FormRow inputId="rehearsal-record" label={translate("workflow.rehearsal.record")} required>
          <RelationInput
            id="rehearsal-record"
            label={translate("workflow.rehearsal.record")}
            entityType={entityType}
            value={draft.recordId}
            readOnly={false}
            onChange={(recordId) => onChange({ recordId })}
          />
        </FormRow>
      )}
      {entityType !== "" && graph.trigger.type !== "record_created@1" ? (
        <ChangeInput draft={draft} onChange={onChange} />
      ) : null}
      {input.map((field) => (
        <GivenInput
          key={field.key}
          field={field}
          value={plainText(draft.input[field.key] ?? null)}
          onChange={(text) => onChange({ input: { ...draft.input, [field.key]: inputValue(field.type, text) } })}
        />
      ))}
      {asks ? (
        <FormRow inputId="rehearsal-approvals" label={translate("workflow.rehearsal.approvals")}>
          <SelectInput
            id="rehearsal-approvals"
            label={translate("workflow.rehearsal.approvals")}
            value={draft.approvals}
            choices={(["approved", "rejected"] as const).map((value) => ({
              value,
              label: translate(`workflow.rehearsal.${value}`),
            }))}
            onChange={(chosen) => onChange({ approvals: chosen === "rejected" ? "rejected" : "approved" })}
          />
        </FormRow>
      ) : null}
    </EditedStepProvider>
  );
}

/** Which field is taken to have changed, and what it held before. */
function ChangeInput({ draft, onChange }: RehearsalFormProps) {
  const translate = useTranslate();
  const { graph, metadata } = useEditor();
  const { entityType } = graph.trigger.config;
  const fields =
    metadata.entityTypes
      .find((type) => type.key === entityType)
      ?.fields.filter((field) => field.archivedAt === null && !field.readOnly) ?? [];
  const field = fields.find((candidate) => candidate.key === draft.changedField) ?? null;
  const label = translate("workflow.rehearsal.changed");
  return (
    <>
      <FormRow inputId="rehearsal-changed" label={label} help={translate("workflow.rehearsal.changed_help")}>
        <SelectInput
          id="rehearsal-changed"
          label={label}
          value={draft.changedField}
          choices={[
            { value: "", label: translate("workflow.rehearsal.no_change") },
            ...fields.map((candidate) => ({ value: candidate.key, label: candidate.label })),
          ]}
          onChange={(changedField) => onChange({ changedField, previous: null })}
        />
      </FormRow>
      {field === null ? null : (
        <FormRow inputId="rehearsal-previous" label={translate("workflow.rehearsal.previous", { field: field.label })}>
          <LiteralInput
            id="rehearsal-previous"
            label={translate("workflow.rehearsal.previous", { field: field.label })}
            field={field}
            value={draft.previous}
            onChange={(previous) => onChange({ previous })}
          />
        </FormRow>
      )}
    </>
  );
}

type GivenInputProps = {
  readonly field: InputField;
  readonly value: string;
  readonly onChange: (text: string) => void;
};

const HTML_TYPES = {
  text: "text",
  number: "number",
  boolean: "text",
  date: "date",
  dateTime: "text",
  json: "text",
} as const satisfies Record<InputField["type"], string>;

function GivenInput({ field, value, onChange }: GivenInputProps) {
  const id = `rehearsal-input-${field.key}`;
  return (
    <FormRow inputId={id} label={field.label} required={field.required}>
      <OutlinedInput
        id={id}
        fullWidth
        size="small"
        type={HTML_TYPES[field.type]}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </FormRow>
  );
}
