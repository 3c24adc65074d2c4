import type { Condition, FieldDefinition, FieldValue, Operator } from "@catalyst/contracts";
import { fieldTypeOf } from "@catalyst/custom-fields";
import CloseIcon from "@mui/icons-material/CloseOutlined";
import Box from "@mui/material/Box";
import IconButton from "@mui/material/IconButton";
import { useTranslate } from "react-admin";
import { useEditor } from "./editor-context.ts";
import { InsertDataButton } from "./InsertDataButton.tsx";
import { LiteralInput } from "./LiteralInput.tsx";
import { SelectInput } from "./SelectInput.tsx";

type FilterRowProps = {
  readonly name: string;
  readonly entityType: string;
  readonly condition: Condition;
  readonly onChange: (condition: Condition) => void;
  readonly onRemove: () => void;
};

/** One condition: field, operator, value. */
export function FilterRow({ name, entityType, condition, onChange, onRemove }: FilterRowProps) {
  const translate = useTranslate();
  const { metadata, readOnly } = useEditor();
  const fields = metadata.entityTypes.find((type) => type.key === entityType)?.fields ?? [];
  const offered = fields.filter((field) => field.archivedAt === null && operatorsOf(field).length > 0);
  const field = offered.find((candidate) => candidate.key === condition.field) ?? null;
  const choose = (key: string) => {
    const chosen = offered.find((candidate) => candidate.key === key);
    const [first = "equals"] = chosen ? operatorsOf(chosen) : [];
    onChange({ kind: "condition", field: key, operator: first, value: null });
  };
  const operators = field === null ? [] : operatorsOf(field);
  return (
    <Box role="group" aria-label={name} sx={{ display: "grid", gap: 0.75, mb: 1.25 }}>
      <Box sx={{ display: "flex", gap: 0.5, alignItems: "center" }}>
        <SelectInput
          label={translate("workflow.filter.field", { rule: name })}
          readOnly={readOnly}
          placeholder={translate("workflow.form.choose")}
          value={condition.field}
          choices={offered.map(({ key, label }) => ({ value: key, label }))}
          onChange={choose}
        />
        {readOnly ? null : (
          <IconButton size="small" aria-label={translate("workflow.filter.remove", { rule: name })} onClick={onRemove}>
            <CloseIcon sx={{ fontSize: 16 }} />
          </IconButton>
        )}
      </Box>
      {field === null ? null : (
        <SelectInput
          label={translate("workflow.filter.operator", { rule: name })}
          readOnly={readOnly}
          value={condition.operator}
          choices={operators.map((operator) => ({ value: operator, label: translate(`filter.operators.${operator}`) }))}
          onChange={(chosen) => {
            const operator = operators.find((candidate) => candidate === chosen);
            if (operator) onChange({ ...condition, operator, value: takesValue(operator) ? condition.value : null });
          }}
        />
      )}
      {field === null || !takesValue(condition.operator) ? null : (
        <FilterValue
          label={translate("workflow.filter.value", { rule: name })}
          field={field}
          value={condition.value}
          onChange={(value) => onChange({ ...condition, value })}
        />
      )}
    </Box>
  );
}

type FilterValueProps = {
  readonly label: string;
  readonly field: FieldDefinition;
  readonly value: FieldValue;
  readonly onChange: (value: FieldValue) => void;
};

/** A fixed value, or a slot that the run fills. */
function FilterValue({ label, field, value, onChange }: FilterValueProps) {
  const { readOnly } = useEditor();
  const isSlot = typeof value === "string" && value.includes("{{");
  return (
    <Box sx={{ display: "flex", gap: 0.5, alignItems: "center" }}>
      <Box sx={{ flex: 1, minWidth: 0 }}>
        <LiteralInput label={label} field={isSlot ? null : field} value={value} onChange={onChange} />
      </Box>
      {readOnly ? null : <InsertDataButton label={label} text="{ }" onPick={(picked) => onChange(`{{ ${picked} }}`)} />}
    </Box>
  );
}

/** Operators that one input fits: lists and relative ranges are for the list's own filters. */
function operatorsOf(field: FieldDefinition): readonly Operator[] {
  return fieldTypeOf(field).operators.filter((operator) => !WITHOUT_INPUT.has(operator));
}

const WITHOUT_INPUT: ReadonlySet<Operator> = new Set(["in", "notIn", "within", "notWithin"]);

function takesValue(operator: Operator): boolean {
  return operator !== "isEmpty" && operator !== "isNotEmpty";
}
