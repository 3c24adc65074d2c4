import AddIcon from "@mui/icons-material/AddOutlined";
import ArrowDownIcon from "@mui/icons-material/ArrowDownwardOutlined";
import ArrowUpIcon from "@mui/icons-material/ArrowUpwardOutlined";
import DeleteIcon from "@mui/icons-material/DeleteOutlineOutlined";
import EditIcon from "@mui/icons-material/EditOutlined";
import ErrorIcon from "@mui/icons-material/ErrorOutlineOutlined";
import type { SvgIconComponent } from "@mui/icons-material";
import Box from "@mui/material/Box";
import ButtonBase from "@mui/material/ButtonBase";
import { type KeyboardEvent, useEffect, useRef } from "react";
import { useTranslate } from "react-admin";
import { findStep } from "../document/edges.ts";
import { plainFact } from "../document/fact.ts";
import { TRIGGER } from "../document/graph-operation.ts";
import { stepFact, triggerFact, triggerName } from "../document/step-fact.ts";
import { problemBadge, typeLabel } from "../document/to-flow.ts";
import { useLook } from "../look.ts";
import { useEditor } from "../panel/editor-context.ts";
import { StepTile } from "../StepTile.tsx";
import { useFactText } from "../use-fact-text.ts";

type StepRowProps = {
  readonly origin: string;
  readonly selected: boolean;
  readonly onSelect: (origin: string) => void;
  readonly onEdit: (origin: string) => void;
  readonly onUp?: (() => void) | null;
  readonly onDown?: (() => void) | null;
  readonly onAddAfter: (anchor: HTMLElement) => void;
  readonly onDelete?: () => void;
};

/** A step as a row; the selected one opens its actions. Arrow keys go from row to row. */
export function StepRow(props: StepRowProps) {
  const { origin, selected, onSelect, onDelete } = props;
  const look = useLook();
  const row = useRef<HTMLButtonElement>(null);
  const { readOnly } = useEditor();
  const translate = useTranslate();
  const { name, fact, type, problem } = useRowText(origin);
  const isStep = origin !== TRIGGER;
  useEffect(() => {
    if (selected) row.current?.scrollIntoView({ block: "nearest" });
  }, [selected]);
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.key === "Delete" && onDelete !== undefined && !readOnly) onDelete();
    else if (event.key === "ArrowDown" || event.key === "ArrowUp")
      focusNeighbour(event.currentTarget, event.key === "ArrowDown" ? 1 : -1);
    else return;
    event.preventDefault();
  };
  return (
    <Box
      sx={{
        border: `1px solid ${selected ? look.accent : look.border}`,
        borderRadius: "11px",
        bgcolor: "background.paper",
        boxShadow: selected ? `inset 0 0 0 1px ${look.accent}, 0 0 0 4px ${look.accentSoft}` : undefined,
      }}
    >
      <ButtonBase
        ref={row}
        data-outline-row
        disableRipple
        aria-expanded={selected}
        aria-label={[name, fact, isStep ? typeLabel(type) : translate("workflow.trigger.title")].join(", ")}
        onClick={() => onSelect(origin)}
        onKeyDown={onKeyDown}
        sx={{
          width: 1,
          p: 1.25,
          fontFamily: "inherit",
          gap: 1.25,
          justifyContent: "flex-start",
          textAlign: "left",
          borderRadius: "11px",
        }}
      >
        <StepTile type={type} />
        <Box sx={{ minWidth: 0, flex: 1 }}>
          <Box sx={{ fontSize: 14, lineHeight: "20px", fontWeight: 600, overflowWrap: "anywhere" }}>{name}</Box>
          {/* Names of buttons are compared with their texts: two lines are two words. */ " "}
          <Box
            sx={{
              fontSize: 12,
              lineHeight: "16px",
              display: "flex",
              gap: 0.5,
              color: problem?.severity === "error" ? look.danger.text : "text.secondary",
              overflowWrap: "anywhere",
            }}
          >
            {problem === null ? null : <ErrorIcon aria-hidden sx={{ fontSize: 14, flex: "none" }} />}
            {fact}
          </Box>
        </Box>
      </ButtonBase>
      {selected ? <RowActions {...props} /> : null}
    </Box>
  );
}

function RowActions({ origin, onEdit, onUp, onDown, onAddAfter, onDelete }: StepRowProps) {
  const translate = useTranslate();
  const { readOnly } = useEditor();
  const isStep = origin !== TRIGGER;
  return (
    <Box sx={{ display: "flex", borderTop: 1, borderColor: "divider", p: 0.5, gap: 0.5 }}>
      <RowAction
        icon={EditIcon}
        label={translate(readOnly ? "workflow.outline.open" : "workflow.outline.edit")}
        onClick={() => onEdit(origin)}
      />
      {readOnly || !isStep ? null : (
        <RowAction icon={ArrowUpIcon} label={translate("workflow.outline.up")} onClick={onUp ?? null} />
      )}
      {readOnly || !isStep ? null : (
        <RowAction icon={ArrowDownIcon} label={translate("workflow.outline.down")} onClick={onDown ?? null} />
      )}
      {readOnly ? null : (
        <RowAction icon={AddIcon} label={translate("workflow.outline.add_after")} onClick={onAddAfter} />
      )}
      {readOnly || onDelete === undefined ? null : (
        <RowAction icon={DeleteIcon} label={translate("workflow.outline.delete")} onClick={onDelete} danger />
      )}
    </Box>
  );
}

type RowActionProps = {
  readonly icon: SvgIconComponent;
  readonly label: string;
  readonly danger?: boolean;
  readonly onClick: ((anchor: HTMLElement) => void) | null;
};

function RowAction({ icon: Icon, label, danger = false, onClick }: RowActionProps) {
  const look = useLook();
  return (
    <ButtonBase
      disableRipple
      aria-disabled={onClick === null}
      onClick={(event) => onClick?.(event.currentTarget)}
      sx={{
        flex: 1,
        minHeight: 48,
        fontFamily: "inherit",
        flexDirection: "column",
        gap: 0.25,
        borderRadius: "8px",
        fontSize: 11,
        lineHeight: "16px",
        fontWeight: 600,
        color: onClick === null ? "text.disabled" : danger ? look.danger.text : "text.secondary",
        opacity: onClick === null ? 0.7 : 1,
      }}
    >
      <Icon aria-hidden sx={{ fontSize: 16 }} />
      {label}
    </ButtonBase>
  );
}

function useRowText(origin: string) {
  const editor = useEditor();
  const text = useFactText();
  const step = findStep(editor.graph, origin);
  const problem = problemBadge(editor.problems, origin);
  const fact = problem?.message ?? text(step === undefined ? triggerFact(editor) : stepFact(step, editor));
  return {
    name: text(step === undefined ? triggerName(editor) : plainFact(step.name)),
    fact,
    type: step?.type ?? editor.graph.trigger.type,
    problem,
  };
}

function focusNeighbour(row: HTMLElement, by: 1 | -1): void {
  const rows = [...(row.closest("ol")?.querySelectorAll<HTMLElement>("[data-outline-row]") ?? [])];
  rows[rows.indexOf(row) + by]?.focus();
}
