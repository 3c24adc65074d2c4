import type { Condition, EntityType, FieldDefinition, Operator } from "@catalyst/contracts";
import { fieldTypeOf } from "@catalyst/custom-fields";
import CloseIcon from "@mui/icons-material/Close";
import ScheduleIcon from "@mui/icons-material/Schedule";
import Box from "@mui/material/Box";
import ButtonBase from "@mui/material/ButtonBase";
import Menu from "@mui/material/Menu";
import MenuItem from "@mui/material/MenuItem";
import Popover from "@mui/material/Popover";
import Tooltip from "@mui/material/Tooltip";
import { useTranslate } from "react-admin";
import { lazy, Suspense, useState } from "react";
import { FieldMenu } from "./FieldMenu.tsx";
import { FilterValueText } from "./FilterValueText.tsx";
import { newCondition, VALUELESS } from "./filter-edits.ts";

// Its inputs weigh as much as the rest of the bar, and are needed only once a value is chosen.
const FilterValueInput = lazy(async () => ({ default: (await import("./FilterValueInput.tsx")).FilterValueInput }));

type FilterChipProps = {
  readonly entityType: EntityType;
  readonly condition: Condition;
  readonly autoOpen?: boolean;
  readonly onChange: (condition: Condition) => void;
  readonly onRemove: () => void;
};

type Part = "field" | "operator" | "value";

const PART = {
  px: 1,
  height: 28,
  typography: "body2",
  borderRight: 1,
  borderColor: "divider",
  gap: 0.5,
  "&:hover": { bgcolor: "action.hover" },
  "&.Mui-focusVisible": { outlineOffset: -2 },
} as const;

/** One condition in three parts, each of which opens its own menu. A clock says that the field is not indexed. */
export function FilterChip({ entityType, condition, autoOpen = false, onChange, onRemove }: FilterChipProps) {
  const translate = useTranslate();
  const [chip, setChip] = useState<HTMLElement | null>(null);
  const [open, setOpen] = useState<Part | null>(autoOpen ? "value" : null);
  const field = entityType.fields.find((candidate) => candidate.key === condition.field);
  if (!field) return null;
  const close = () => setOpen(null);
  return (
    <Box
      ref={setChip}
      role="group"
      aria-label={field.label}
      sx={{
        display: "inline-flex",
        alignItems: "center",
        border: 1,
        borderColor: "borderStrong",
        borderRadius: "7px",
        overflow: "clip",
        maxWidth: "100%",
        "& > :last-child": { borderRight: 0 },
      }}
    >
      <ButtonBase onClick={() => setOpen("field")} aria-haspopup="menu" sx={PART}>
        {isSlow(field) ? <SlowClock /> : null}
        {field.label}
      </ButtonBase>
      <ButtonBase onClick={() => setOpen("operator")} aria-haspopup="menu" sx={{ ...PART, color: "text.secondary" }}>
        {translate(`filter.operators.${condition.operator}`)}
      </ButtonBase>
      {VALUELESS.has(condition.operator) ? null : (
        <ButtonBase
          onClick={() => setOpen("value")}
          aria-haspopup="dialog"
          sx={{ ...PART, fontWeight: 600, minWidth: 0 }}
        >
          <Box
            component="span"
            sx={{ overflow: "hidden", textOverflow: "ellipsis", whiteSpace: "nowrap", maxWidth: 220 }}
          >
            <FilterValueText field={field} value={condition.value} />
          </Box>
        </ButtonBase>
      )}
      <ButtonBase
        aria-label={translate("filter.remove", { label: field.label })}
        onClick={onRemove}
        sx={{ ...PART, px: 0, width: 28 }}
      >
        <CloseIcon sx={{ fontSize: 14 }} />
      </ButtonBase>
      <FieldMenu
        entityType={entityType}
        anchor={open === "field" ? chip : null}
        onClose={close}
        onChoose={(next) => onChange(newCondition(next))}
      />
      <OperatorMenu
        field={field}
        condition={condition}
        anchor={open === "operator" ? chip : null}
        onClose={close}
        onChange={onChange}
      />
      <Popover
        open={open === "value" && chip !== null}
        anchorEl={chip}
        onClose={close}
        anchorOrigin={{ vertical: "bottom", horizontal: "left" }}
        slotProps={{ paper: { role: "dialog", "aria-label": field.label, sx: { p: 2, width: 280, mt: 0.5 } } }}
      >
        <Suspense>
          <FilterValueInput
            field={field}
            condition={condition}
            onChange={(value) => onChange({ ...condition, value })}
            onDone={close}
          />
        </Suspense>
      </Popover>
    </Box>
  );
}

function SlowClock() {
  const translate = useTranslate();
  return (
    <Tooltip title={translate("filter.not_indexed")}>
      <ScheduleIcon sx={{ fontSize: 14 }} color="warning" titleAccess={translate("filter.not_indexed")} />
    </Tooltip>
  );
}

type OperatorMenuProps = {
  readonly field: FieldDefinition;
  readonly condition: Condition;
  readonly anchor: HTMLElement | null;
  readonly onClose: () => void;
  readonly onChange: (condition: Condition) => void;
};

function OperatorMenu({ field, condition, anchor, onClose, onChange }: OperatorMenuProps) {
  const translate = useTranslate();
  const choose = (operator: Operator) => {
    onClose();
    const keepsValue = !VALUELESS.has(operator) && isList(operator) === isList(condition.operator);
    onChange({ ...condition, operator, value: keepsValue ? condition.value : null });
  };
  return (
    <Menu open={anchor !== null} anchorEl={anchor} onClose={onClose}>
      {fieldTypeOf(field).operators.map((operator) => (
        <MenuItem key={operator} selected={operator === condition.operator} onClick={() => choose(operator)}>
          {translate(`filter.operators.${operator}`)}
        </MenuItem>
      ))}
    </Menu>
  );
}

function isList(operator: Operator): boolean {
  return operator === "in" || operator === "notIn";
}

function isSlow(field: FieldDefinition): boolean {
  return field.storage.kind === "values" && field.indexState !== "ready";
}
