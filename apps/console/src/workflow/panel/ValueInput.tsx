import type { FieldDefinition, ValueExpression } from "@catalyst/contracts";
import { fieldTypeOf, isRelation } from "@catalyst/custom-fields";
import type { DataPathChoice } from "@catalyst/workflow-engine";
import FunctionsIcon from "@mui/icons-material/FunctionsOutlined";
import IconButton from "@mui/material/IconButton";
import OutlinedInput from "@mui/material/OutlinedInput";
import Tooltip from "@mui/material/Tooltip";
import type { ReactNode } from "react";
import { useTranslate } from "react-admin";
import { consoleOf } from "../../field/registry.ts";
import { isOpenData } from "../document/open-data.ts";
import { plainText } from "../document/plain-text.ts";
import { DataChip } from "./DataChip.tsx";
import { DaysFromNow, daysOf } from "./DaysFromNow.tsx";
import { FormRow } from "./FormRow.tsx";
import { InsertDataButton } from "./InsertDataButton.tsx";
import { LiteralInput } from "./LiteralInput.tsx";
import { TemplateInput } from "./TemplateInput.tsx";
import { useEditor, useProblemAt } from "./editor-context.ts";

type ValueInputProps = {
  readonly id: string;
  readonly path: string;
  readonly label: string;
  readonly required?: boolean;
  readonly field: FieldDefinition | null;
  readonly value: ValueExpression;
  readonly action?: ReactNode;
  readonly onChange: (value: ValueExpression) => void;
};

const PATH = /^(?:record|previous|steps)(?:\.\w+)+$/;

/** What a step writes into a field: a fixed value, data of the run, days from now for dates, or a formula. */
export function ValueInput(props: ValueInputProps) {
  const { id, path, label, field, value, onChange } = props;
  const template = field === null ? "line" : consoleOf(field).template;
  if (template !== null && value.kind !== "formula") {
    return (
      <TemplateInput
        id={id}
        path={path}
        label={label}
        required={props.required}
        multiline={template === "lines"}
        value={textOf(value)}
        action={props.action}
        onChange={(text) => onChange({ kind: "template", text })}
      />
    );
  }
  return <TypedValue {...props} />;
}

function TypedValue({ id, path, label, required, field, value, action, onChange }: ValueInputProps) {
  const translate = useTranslate();
  const { readOnly } = useEditor();
  const error = useProblemAt(path);
  const isFormula = value.kind === "formula";
  const buttons = readOnly ? null : (
    <>
      {field !== null && fieldTypeOf(field).workflowType === "date" ? (
        <DaysFromNow.Button label={label} onChange={onChange} />
      ) : null}
      <InsertDataButton
        label={label}
        text={translate("workflow.data.use")}
        accepts={(choice) => fits(choice, field)}
        onPick={(picked) => onChange({ kind: "formula", cel: picked })}
      />
      <Tooltip title={translate(isFormula ? "workflow.form.fixed_value" : "workflow.form.formula")}>
        <IconButton
          size="small"
          aria-pressed={isFormula}
          aria-label={translate("workflow.form.formula_for", { label })}
          onClick={() => onChange(isFormula ? { kind: "literal", value: null } : { kind: "formula", cel: "" })}
          sx={{ minWidth: 24, minHeight: 24, p: 0 }}
        >
          <FunctionsIcon sx={{ fontSize: 16 }} />
        </IconButton>
      </Tooltip>
      {action}
    </>
  );
  return (
    <FormRow
      inputId={isFormula && PATH.test(value.cel) ? undefined : id}
      label={label}
      required={required}
      error={error}
      action={buttons}
    >
      <ValueBody id={id} label={label} field={field} value={value} onChange={onChange} />
    </FormRow>
  );
}

function ValueBody({ id, label, field, value, onChange }: Omit<ValueInputProps, "path">) {
  const { readOnly } = useEditor();
  if (value.kind === "literal")
    return (
      <LiteralInput
        id={id}
        label={label}
        field={field}
        value={value.value}
        onChange={(literal) => onChange({ kind: "literal", value: literal })}
      />
    );
  const text = value.kind === "formula" ? value.cel : value.text;
  if (value.kind === "formula" && PATH.test(text))
    return <DataChip path={text} onRemove={readOnly ? undefined : () => onChange({ kind: "literal", value: null })} />;
  if (value.kind === "formula" && daysOf(text) !== null)
    return <DaysFromNow.Input id={id} label={label} cel={text} onChange={onChange} />;
  return (
    <OutlinedInput
      id={id}
      fullWidth
      size="small"
      readOnly={readOnly}
      value={text}
      onChange={(event) => onChange({ kind: "formula", cel: event.target.value })}
      sx={{ fontFamily: "ui-monospace, monospace" }}
      inputProps={{ maxLength: 2_000, "aria-label": label, spellCheck: false }}
    />
  );
}

function textOf(value: ValueExpression): string {
  if (value.kind === "template") return value.text;
  return value.kind === "literal" ? plainText(value.value) : "";
}

/** Relations take ids: of the record that started the run, of a record that a step wrote, or of another relation. */
function fits(choice: DataPathChoice, field: FieldDefinition | null): boolean {
  if (field === null) return true;
  const given = fieldTypeOf({ type: choice.type, config: choice.field?.config ?? {} });
  if (isOpenData(choice)) return true;
  if (isRelation(field)) return choice.path.endsWith(".id") || given.comparison === "relation";
  if (fieldTypeOf(field).slotKind === "time") return given.slotKind === "time";
  return choice.type === field.type;
}
