import type { Condition, EntityType, FieldDefinition, Operator } from "@catalyst/contracts";
import { fieldTypeOf } from "@catalyst/custom-fields";
import CloseIcon from "@mui/icons-material/Close";
import ScheduleIcon from "@mui/icons-material/Schedule";
import Box from "@mui/material/Box";
import IconButton from "@mui/material/IconButton";
import MenuItem from "@mui/material/MenuItem";
import Popover from "@mui/material/Popover";
import Stack from "@mui/material/Stack";
import TextField from "@mui/material/TextField";
import ButtonBase from "@mui/material/ButtonBase";
import Tooltip from "@mui/material/Tooltip";
import { useTranslate } from "react-admin";
import { useRef, useState } from "react";
import { conditionText } from "./condition-text.ts";
import { FilterValueInput } from "./FilterValueInput.tsx";
import { VALUELESS } from "./filter-edits.ts";
import { useMetadata } from "../provider/metadata.ts";

type FilterChipProps = {
  readonly entityType: EntityType;
  readonly condition: Condition;
  readonly autoOpen?: boolean;
  readonly onChange: (condition: Condition) => void;
  readonly onRemove: () => void;
};

/** One condition: what it says, and a popover that edits operator and value. A clock says that it is not indexed. */
export function FilterChip({ entityType, condition, autoOpen = false, onChange, onRemove }: FilterChipProps) {
  const translate = useTranslate();
  const principals = useMetadata().data?.principals ?? [];
  const anchor = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState(autoOpen);
  const field = entityType.fields.find((candidate) => candidate.key === condition.field);
  if (!field) return null;
  const words = conditionText({ field, condition, principals, translate });
  return (
    <Box ref={anchor} sx={{ display: "inline-flex", alignItems: "center", border: 1, borderColor: "divider", borderRadius: 1, height: 28 }}>
      <ButtonBase onClick={() => setOpen(true)} aria-haspopup="dialog" sx={{ px: 1, height: 26, gap: 0.5, typography: "caption", borderRadius: 1 }}>
        {isSlow(field) ? (
          <Tooltip title={translate("filter.not_indexed")}>
            <ScheduleIcon sx={{ fontSize: 14 }} color="warning" titleAccess={translate("filter.not_indexed")} />
          </Tooltip>
        ) : null}
        <strong>{field.label}</strong> {words.operator} {words.value}
      </ButtonBase>
      <IconButton size="small" aria-label={translate("filter.remove", { label: field.label })} onClick={onRemove} sx={{ width: 26, height: 26 }}>
        <CloseIcon sx={{ fontSize: 14 }} />
      </IconButton>
      <Popover open={open} anchorEl={() => anchor.current} onClose={() => setOpen(false)} anchorOrigin={{ vertical: "bottom", horizontal: "left" }} slotProps={{ paper: { role: "dialog", "aria-label": field.label, sx: { p: 2, width: 280 } } }}>
        <ConditionEditor field={field} condition={condition} onChange={onChange} onClose={() => setOpen(false)} />
      </Popover>
    </Box>
  );
}

function isSlow(field: FieldDefinition): boolean {
  return field.storage.kind === "values" && field.indexState !== "ready";
}

type ConditionEditorProps = { readonly field: FieldDefinition; readonly condition: Condition; readonly onChange: (condition: Condition) => void; readonly onClose: () => void };

function ConditionEditor({ field, condition, onChange, onClose }: ConditionEditorProps) {
  const translate = useTranslate();
  const changeOperator = (operator: Operator) => {
    const wasList = condition.operator === "in" || condition.operator === "notIn";
    const isList = operator === "in" || operator === "notIn";
    onChange({ ...condition, operator, value: VALUELESS.has(operator) || wasList !== isList ? null : condition.value });
    if (VALUELESS.has(operator)) onClose();
  };
  return (
    <Stack spacing={2}>
      <TextField select label={translate("filter.operator")} value={condition.operator} onChange={(event) => changeOperator(fieldTypeOf(field).operators.find((operator) => operator === event.target.value) ?? condition.operator)}>
        {fieldTypeOf(field).operators.map((operator) => (
          <MenuItem key={operator} value={operator}>
            {translate(`filter.operators.${operator}`)}
          </MenuItem>
        ))}
      </TextField>
      {VALUELESS.has(condition.operator) ? null : <FilterValueInput field={field} condition={condition} onChange={(value) => onChange({ ...condition, value })} onDone={onClose} />}
    </Stack>
  );
}
