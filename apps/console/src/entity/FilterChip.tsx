import type { Condition, EntityType, FieldDefinition } from "@catalyst/contracts";
import { fieldTypeOf } from "@catalyst/custom-fields";
import CloseIcon from "@mui/icons-material/Close";
import ErrorOutlineIcon from "@mui/icons-material/ErrorOutline";
import Box from "@mui/material/Box";
import ButtonBase from "@mui/material/ButtonBase";
import Menu from "@mui/material/Menu";
import MenuItem from "@mui/material/MenuItem";
import Popover from "@mui/material/Popover";
import { useTranslate } from "react-admin";
import { lazy, type ReactNode, Suspense, useState } from "react";
import { useMetadata } from "../provider/metadata.ts";
import { operatorWords } from "./condition-text.ts";
import { FieldMenu } from "./FieldMenu.tsx";
import { FilterValueText } from "./FilterValueText.tsx";
import { newCondition, VALUELESS, withOperator } from "./filter-edits.ts";
import { isSlow, namedPath, type NamedPath } from "./filter-path.ts";
import { SlowClock } from "./SlowClock.tsx";

// Its inputs weigh as much as the rest of the bar, and are needed only once a value is chosen.
const FilterValueInput = lazy(async () => ({ default: (await import("./FilterValueInput.tsx")).FilterValueInput }));

type FilterChipProps = {
  readonly entityType: EntityType;
  readonly condition: Condition;
  readonly paths: boolean;
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
const CUT = { overflow: "hidden", textOverflow: "ellipsis", whiteSpace: "nowrap" } as const;

/** One condition in three parts, each of which opens its own menu. A clock says that the field is not indexed. */
export function FilterChip(props: FilterChipProps) {
  const entityTypes = useMetadata().data?.entityTypes ?? [];
  const path = namedPath(props.entityType, entityTypes, props.condition.field);
  return path === null ? <BrokenChip {...props} /> : <KnownChip {...props} path={path} />;
}

function KnownChip({
  entityType,
  condition,
  paths,
  autoOpen = false,
  onChange,
  onRemove,
  path,
}: FilterChipProps & { readonly path: NamedPath }) {
  const translate = useTranslate();
  const [chip, setChip] = useState<HTMLElement | null>(null);
  const [open, setOpen] = useState<Part | null>(autoOpen && !VALUELESS.has(condition.operator) ? "value" : null);
  const { field, labels } = path;
  const label = labels.join(" › ");
  const close = () => setOpen(null);
  return (
    <ChipFrame ref={setChip} label={label} onRemove={onRemove}>
      <ButtonBase onClick={() => setOpen("field")} aria-haspopup="menu" sx={{ ...PART, minWidth: 0 }}>
        {isSlow(field) ? <SlowClock /> : null}
        <PathLabel labels={labels} />
      </ButtonBase>
      <ButtonBase
        onClick={() => setOpen("operator")}
        aria-haspopup="menu"
        sx={{ ...PART, color: "text.secondary", whiteSpace: "nowrap", flexShrink: 0 }}
      >
        {operatorWords(field, condition.operator, translate)}
      </ButtonBase>
      {VALUELESS.has(condition.operator) ? null : (
        <ButtonBase
          onClick={() => setOpen("value")}
          aria-haspopup="dialog"
          sx={{ ...PART, fontWeight: 600, minWidth: 0 }}
        >
          <Box component="span" sx={{ ...CUT, maxWidth: 220 }}>
            <FilterValueText field={field} value={condition.value} />
          </Box>
        </ButtonBase>
      )}
      <FieldMenu
        entityType={entityType}
        paths={paths}
        anchor={open === "field" ? chip : null}
        onClose={close}
        onChoose={(next, chosen) => {
          onChange(newCondition(next, chosen));
          setOpen("value");
        }}
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
        slotProps={{
          paper: {
            role: "dialog",
            "aria-label": label,
            sx: { p: 2, width: 320, maxWidth: "calc(100vw - 32px)", mt: 0.5 },
          },
        }}
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
    </ChipFrame>
  );
}

/** The relations on the way are quieter than the field. */
function PathLabel({ labels }: { readonly labels: readonly string[] }) {
  const way = labels.slice(0, -1);
  return (
    <Box component="span" sx={CUT}>
      {way.length > 0 ? (
        <Box component="span" sx={{ color: "text.secondary" }}>
          {`${way.join(" › ")} › `}
        </Box>
      ) : null}
      {labels.at(-1)}
    </Box>
  );
}

/** A field that is gone, or that one may not read: the filter can't run with it. */
function BrokenChip({ condition, onRemove }: FilterChipProps) {
  const translate = useTranslate();
  const label = translate("filter.unknown_field", { path: condition.field });
  return (
    <ChipFrame label={label} onRemove={onRemove} broken>
      <Box
        sx={{ ...PART, display: "inline-flex", alignItems: "center", color: "error.main", "&:hover": {}, minWidth: 0 }}
      >
        <ErrorOutlineIcon sx={{ fontSize: 14 }} />
        <Box component="span" sx={CUT}>
          {label}
        </Box>
      </Box>
    </ChipFrame>
  );
}

type ChipFrameProps = {
  readonly label: string;
  readonly broken?: boolean;
  readonly onRemove: () => void;
  readonly children: ReactNode;
  readonly ref?: (element: HTMLElement | null) => void;
};

function ChipFrame({ label, broken = false, onRemove, children, ref }: ChipFrameProps) {
  const translate = useTranslate();
  return (
    <Box
      ref={ref}
      role="group"
      aria-label={label}
      sx={{
        display: "inline-flex",
        alignItems: "center",
        border: 1,
        borderColor: broken ? "error.main" : "borderStrong",
        borderRadius: "7px",
        overflow: "clip",
        maxWidth: "100%",
        minWidth: 0,
        bgcolor: "background.paper",
      }}
    >
      {children}
      <ButtonBase
        aria-label={translate("filter.remove", { label })}
        onClick={onRemove}
        sx={{ ...PART, borderRight: 0, px: 0, width: 28, flexShrink: 0 }}
      >
        <CloseIcon sx={{ fontSize: 14 }} />
      </ButtonBase>
    </Box>
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
  return (
    <Menu open={anchor !== null} anchorEl={anchor} onClose={onClose}>
      {fieldTypeOf(field).operators.map((operator) => (
        <MenuItem
          key={operator}
          selected={operator === condition.operator}
          onClick={() => {
            onClose();
            onChange(withOperator(condition, operator));
          }}
        >
          {operatorWords(field, operator, translate)}
        </MenuItem>
      ))}
    </Menu>
  );
}
