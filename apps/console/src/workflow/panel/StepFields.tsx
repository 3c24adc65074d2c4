import { type StepDefinition, ValueExpression } from "@catalyst/contracts";
import { findStepType, type FormField, type FormFieldKind } from "@catalyst/workflow-engine";
import Checkbox from "@mui/material/Checkbox";
import FormControlLabel from "@mui/material/FormControlLabel";
import OutlinedInput from "@mui/material/OutlinedInput";
import type { ReactElement } from "react";
import { useTranslate } from "react-admin";
import { BranchesInput } from "./BranchesInput.tsx";
import { CasesInput } from "./CasesInput.tsx";
import { ConditionBuilder } from "./ConditionBuilder.tsx";
import { CredentialInput } from "./CredentialInput.tsx";
import { DurationInput } from "./DurationInput.tsx";
import { FieldValuesInput } from "./FieldValuesInput.tsx";
import { FilterInput } from "./FilterInput.tsx";
import { FindStepInput } from "./FindStepInput.tsx";
import { FormRow } from "./FormRow.tsx";
import { HeadersInput } from "./HeadersInput.tsx";
import { NamedValuesInput } from "./NamedValuesInput.tsx";
import { NumberInput } from "./NumberInput.tsx";
import { PeopleInput } from "./PeopleInput.tsx";
import { RecordRefInput } from "./RecordRefInput.tsx";
import { SelectInput } from "./SelectInput.tsx";
import { TemplateInput } from "./TemplateInput.tsx";
import { ValueInput } from "./ValueInput.tsx";
import { WorkflowInput } from "./WorkflowInput.tsx";
import { useEditor, useProblemAt } from "./editor-context.ts";

type Config = StepDefinition["config"];
type Patch = Readonly<Record<string, unknown>>;
type FieldProps = {
  readonly id: string;
  readonly type: string;
  readonly config: Config;
  readonly field: FormField;
  readonly value: unknown;
  readonly onChange: (patch: Patch) => void;
};

type StepFieldsProps = {
  readonly idPrefix: string;
  readonly type: string;
  readonly config: Config;
  /** `editing` names the input. */
  readonly onChange: (config: Config, editing: string) => void;
};

/** The inputs of a step type, made from its description. */
export function StepFields({ idPrefix, type, config, onChange }: StepFieldsProps) {
  return (findStepType(type)?.form ?? []).map((field) => {
    const Input = INPUTS[field.kind];
    return (
      <Input
        key={field.key}
        id={`${idPrefix}-${field.key}`}
        type={type}
        config={config}
        field={field}
        value={config[field.key]}
        onChange={(patch) => onChange({ ...config, ...asJson(patch) }, field.key)}
      />
    );
  });
}

const INPUTS = {
  line: LineField,
  template: (props) => <TextField {...props} multiline={false} />,
  longTemplate: (props) => <TextField {...props} multiline />,
  entityType: EntityTypeField,
  fieldValues: ValuesField,
  recordRef: ({ id, field, value, onChange }) => (
    <RecordRefInput
      id={id}
      path={field.key}
      label={field.label}
      value={value}
      onChange={(target) => onChange({ [field.key]: target })}
    />
  ),
  condition: ({ field, value, onChange }) => (
    <ConditionBuilder
      path={field.key}
      label={field.label}
      value={value}
      onChange={(condition) => onChange({ [field.key]: condition })}
    />
  ),
  duration: ({ id, config, field, onChange }) => (
    <DurationInput id={id} label={field.label} amount={config.amount} unit={config.unit} onChange={onChange} />
  ),
  select: SelectField,
  headers: ({ field, value, onChange }) => (
    <HeadersInput
      path={field.key}
      label={field.label}
      value={value}
      onChange={(headers) => onChange({ [field.key]: headers })}
    />
  ),
  boolean: BooleanField,
  number: ({ id, field, value, onChange }) => (
    <NumberInput id={id} field={field} value={value} onChange={(number) => onChange({ [field.key]: number })} />
  ),
  filter: ({ config, field, value, onChange }) => (
    <FilterInput
      path={field.key}
      label={field.label}
      help={field.help}
      entityType={typeof config.entityType === "string" ? config.entityType : ""}
      value={value}
      onChange={(filter) => onChange({ [field.key]: filter })}
    />
  ),
  people: ({ id, field, value, onChange }) => (
    <PeopleInput id={id} field={field} value={value} onChange={(people) => onChange({ [field.key]: people })} />
  ),
  workflow: ({ id, field, value, onChange }) => (
    <WorkflowInput
      id={id}
      field={field}
      value={value}
      onChange={(workflowId) => onChange({ [field.key]: workflowId })}
    />
  ),
  findStep: ({ id, field, value, onChange }) => (
    <FindStepInput id={id} field={field} value={value} onChange={onChange} />
  ),
  namedValues: ({ id, field, value, onChange }) => (
    <NamedValuesInput id={id} field={field} value={value} onChange={(values) => onChange({ [field.key]: values })} />
  ),
  branches: ({ field, value, onChange }) => (
    <BranchesInput field={field} value={value} onChange={(branches) => onChange({ [field.key]: branches })} />
  ),
  cases: ({ field, value, onChange }) => (
    <CasesInput field={field} value={value} onChange={(cases) => onChange({ [field.key]: cases })} />
  ),
  credential: ({ id, field, value, onChange }) => (
    <CredentialInput
      id={id}
      field={field}
      value={value}
      onChange={(credentialId) => onChange({ [field.key]: credentialId })}
    />
  ),
  value: ({ id, field, value, onChange }) => (
    <ValueInput
      id={id}
      path={field.key}
      label={field.label}
      required={field.required}
      field={null}
      value={ValueExpression.catch({ kind: "template", text: "" }).parse(value)}
      onChange={(changed) => onChange({ [field.key]: changed })}
    />
  ),
} as const satisfies Record<FormFieldKind, (props: FieldProps) => ReactElement>;

function LineField({ id, field, value, onChange }: FieldProps) {
  const { readOnly } = useEditor();
  const error = useProblemAt(field.key);
  return (
    <FormRow inputId={id} label={field.label} required={field.required} help={field.help} error={error}>
      <OutlinedInput
        id={id}
        fullWidth
        size="small"
        readOnly={readOnly}
        value={typeof value === "string" ? value : ""}
        onChange={(event) => onChange({ [field.key]: event.target.value })}
      />
    </FormRow>
  );
}

function TextField({ id, field, value, multiline, onChange }: FieldProps & { readonly multiline: boolean }) {
  return (
    <TemplateInput
      id={id}
      path={field.key}
      label={field.label}
      required={field.required}
      help={field.help}
      multiline={multiline}
      value={typeof value === "string" ? value : ""}
      onChange={(text) => onChange({ [field.key]: text })}
    />
  );
}

/** A new entity type has other fields: the values of the old one would only be broken. */
function EntityTypeField({ id, field, value, onChange }: FieldProps) {
  const { metadata, readOnly } = useEditor();
  const translate = useTranslate();
  const error = useProblemAt(field.key);
  const choices = metadata.entityTypes.map((entityType) => ({ value: entityType.key, label: entityType.label }));
  return (
    <FormRow inputId={id} label={field.label} required={field.required} help={field.help} error={error}>
      <SelectInput
        id={id}
        label={field.label}
        readOnly={readOnly}
        error={error !== null}
        placeholder={translate("workflow.form.choose")}
        value={typeof value === "string" ? value : ""}
        choices={choices}
        onChange={(entityType) => onChange({ [field.key]: entityType, fields: {} })}
      />
    </FormRow>
  );
}

function ValuesField({ id, type, config, field, value, onChange }: FieldProps) {
  const { metadata } = useEditor();
  const entityType = metadata.entityTypes.find((candidate) => candidate.key === config.entityType);
  const error = useProblemAt(field.key);
  return (
    <FormRow
      label={field.label}
      help={field.help}
      error={typeof value === "object" && value !== null && Object.keys(value).length === 0 ? error : null}
    >
      <FieldValuesInput
        idPrefix={id}
        entityType={entityType}
        showRequired={type === "create_record@1"}
        value={value}
        onChange={(values) => onChange({ [field.key]: values })}
      />
    </FormRow>
  );
}

function SelectField({ id, field, value, onChange }: FieldProps) {
  const { readOnly } = useEditor();
  const error = useProblemAt(field.key);
  return (
    <FormRow inputId={id} label={field.label} required={field.required} help={field.help} error={error}>
      <SelectInput
        id={id}
        label={field.label}
        readOnly={readOnly}
        value={typeof value === "string" ? value : ""}
        choices={field.options ?? []}
        onChange={(changed) => onChange({ [field.key]: changed })}
      />
    </FormRow>
  );
}

function BooleanField({ id, field, value, onChange }: FieldProps) {
  const { readOnly } = useEditor();
  return (
    <FormRow label="" help={field.help}>
      <FormControlLabel
        label={field.label}
        slotProps={{ typography: { variant: "body2" } }}
        control={
          <Checkbox
            id={id}
            size="small"
            disabled={readOnly}
            checked={value === true}
            onChange={(event) => onChange({ [field.key]: event.target.checked })}
          />
        }
      />
    </FormRow>
  );
}

/** Configs are JSON: what an input leaves undefined is left out. */
function asJson(patch: Patch): Config {
  return JSON.parse(JSON.stringify(patch));
}
