import ErrorIcon from "@mui/icons-material/ErrorOutlineOutlined";
import MergeIcon from "@mui/icons-material/CallMergeOutlined";
import WarningIcon from "@mui/icons-material/WarningAmberOutlined";
import type { SvgIconComponent } from "@mui/icons-material";
import Box from "@mui/material/Box";
import ButtonBase from "@mui/material/ButtonBase";
import { Handle, type NodeProps, Position } from "@xyflow/react";
import { memo, useEffect, useRef } from "react";
import { useTranslate } from "react-admin";
import { NODE_HEIGHT, NODE_WIDTH } from "../document/layout.ts";
import {
  type DiffMark,
  type ProblemBadge,
  type StepNode as StepNodeType,
  type StepNodeData,
  typeLabel,
} from "../document/to-flow.ts";
import type { ColorRoles } from "../../theme/colors.ts";
import { useLook } from "../look.ts";
import { DIFF_ICONS, DIFF_ROLES } from "../diff-look.ts";
import { StateCircle, stateAccent } from "../RunState.tsx";
import { StepTile } from "../StepTile.tsx";
import { useFactText } from "../use-fact-text.ts";
import { useCanvas } from "./canvas-context.ts";

/** Handles carry no meaning here: edges need them to know where to begin. One pixel, so that edges begin exactly at the border. */
const HANDLE = {
  width: 1,
  height: 1,
  minWidth: 0,
  minHeight: 0,
  border: 0,
  opacity: 0,
  transform: "translateX(-50%)",
  pointerEvents: "none",
} as const;

/** A step on the canvas: tile, name and the one fact that matters; in a run, its state. */
export const StepNode = memo(function StepNode({ data: { step } }: NodeProps<StepNodeType>) {
  return (
    <>
      {step.origin === "trigger" ? null : (
        <Handle type="target" position={Position.Top} isConnectable={false} style={HANDLE} />
      )}
      <StepButton step={step} />
      {step.joins ? <JoinNote /> : null}
      {step.problem ? <ProblemNote problem={step.problem} /> : null}
      {step.diff === null || step.diff === "same" ? null : <DiffNote mark={step.diff} />}
      <Handle type="source" position={Position.Bottom} isConnectable={false} style={HANDLE} />
    </>
  );
});

function StepButton({ step }: { readonly step: StepNodeData }) {
  const look = useLook();
  const text = useFactText();
  const { selected, tabStop, onOpen, onNodeKey } = useCanvas();
  const button = useFocusRequest(step.origin);
  const name = text(step.name);
  const fact = step.problem ? step.problem.message : text(step.fact);
  const isSelected = selected === step.origin;
  const accent = accentOf(look, step);
  const border = accent?.border ?? (isSelected ? look.accent : look.borderStrong);
  return (
    <ButtonBase
      ref={button}
      disableRipple
      tabIndex={tabStop === step.origin ? 0 : -1}
      aria-label={useNodeLabel(step, { name, fact })}
      aria-current={isSelected ? "step" : undefined}
      title={`${name}\n${fact}`}
      data-step={step.origin}
      onClick={() => onOpen(step.origin)}
      onKeyDown={(event) => onNodeKey(step.origin, event)}
      sx={{
        width: NODE_WIDTH,
        height: NODE_HEIGHT,
        fontFamily: "inherit",
        px: 1.25,
        gap: 1.25,
        justifyContent: "flex-start",
        textAlign: "left",
        borderRadius: "11px",
        border: `${accent?.style === "dashed" ? "1.5px dashed" : "1px solid"} ${border}`,
        bgcolor: accent?.ground ?? "background.paper",
        boxShadow: isSelected
          ? selectionRing(look, accent !== null && step.diff !== "same")
          : "0 1px 2px rgba(20,26,38,.06)",
        "&:focus-visible": { outline: `2px solid ${look.focus}`, outlineOffset: 2 },
      }}
    >
      <StepTile type={step.type} muted={step.state !== null || step.diff !== null} />
      <Box className="step-text" sx={{ minWidth: 0, flex: 1 }}>
        <Line
          className="step-name"
          text={name}
          sx={{
            fontSize: 13,
            lineHeight: "18px",
            fontWeight: 600,
            color: step.state === "notReached" ? "text.secondary" : "text.primary",
            textDecoration: step.diff === "removed" ? "line-through" : undefined,
          }}
        />
        {/* Names of buttons are compared with their texts: two lines are two words. */ " "}
        <Line
          className="step-fact"
          text={fact}
          sx={{
            fontSize: 12,
            lineHeight: "16px",
            color: step.problem?.severity === "error" ? look.danger.text : (accent?.text ?? "text.secondary"),
          }}
        />
      </Box>
      {step.state === null ? null : <StateCircle state={step.state} />}
    </ButtonBase>
  );
}

type Accent = {
  readonly border: string;
  readonly style: "solid" | "dashed";
  readonly text: string | null;
  readonly ground?: string;
};

/** What a run's state, or the comparison with another version, gives a step; null: it stands as it is. */
function accentOf(look: ColorRoles, { state, diff }: StepNodeData): Accent | null {
  if (diff !== null && diff !== "same") {
    const { main, soft } = look[DIFF_ROLES[diff]];
    return { border: main, style: diff === "removed" ? "dashed" : "solid", text: null, ground: soft };
  }
  if (state === null) return null;
  return { ...stateAccent(look, state), ground: state === "notReached" ? look.canvas : undefined };
}

/** In a run the border says the state, so the ring of the selection goes around it. */
function selectionRing(look: ColorRoles, inRun: boolean): string {
  if (inRun) return `0 0 0 2px ${look.canvas}, 0 0 0 3px ${look.accent}, 0 0 0 7px ${look.accentSoft}`;
  return `inset 0 0 0 1px ${look.accent}, 0 0 0 5px ${look.accentSoft}`;
}

function Line({ text, className, sx }: { readonly text: string; readonly className: string; readonly sx: object }) {
  return (
    <Box className={className} sx={{ overflow: "hidden", textOverflow: "ellipsis", whiteSpace: "nowrap", ...sx }}>
      {text}
    </Box>
  );
}

function ProblemNote({ problem }: { readonly problem: ProblemBadge }) {
  const look = useLook();
  const translate = useTranslate();
  const isError = problem.severity === "error";
  const text = translate(`workflow.problem_count.${problem.severity}`, { smart_count: problem.count });
  return <Badge colours={isError ? look.danger : look.warning} icon={isError ? ErrorIcon : WarningIcon} text={text} />;
}

/** Where branches of a parallel step meet: what tells this from branches of which one alone is taken. */
function JoinNote() {
  const look = useLook();
  const translate = useTranslate();
  return (
    <Badge
      colours={{ soft: look.option.violet.soft, text: look.option.violet.text }}
      icon={MergeIcon}
      text={translate("workflow.joins")}
      at="middle"
    />
  );
}

function DiffNote({ mark }: { readonly mark: Exclude<DiffMark, "same"> }) {
  const look = useLook();
  const translate = useTranslate();
  return (
    <Badge colours={look[DIFF_ROLES[mark]]} icon={DIFF_ICONS[mark]} text={translate(`workflow.compare.mark.${mark}`)} />
  );
}

type BadgeProps = {
  readonly colours: { readonly soft: string; readonly text: string };
  readonly icon: SvgIconComponent;
  readonly text: string;
  readonly at?: "right" | "middle";
};

function Badge({ colours, icon: Icon, text, at = "right" }: BadgeProps) {
  return (
    <Box
      className="step-badge"
      aria-hidden
      sx={{
        position: "absolute",
        top: -11,
        ...(at === "right" ? { right: -6 } : { left: "50%", transform: "translateX(-50%)", top: -13 }),
        height: 22,
        px: 0.875,
        display: "flex",
        alignItems: "center",
        gap: 0.5,
        whiteSpace: "nowrap",
        borderRadius: "6px",
        fontSize: 12,
        fontWeight: 500,
        bgcolor: colours.soft,
        color: colours.text,
        pointerEvents: "none",
      }}
    >
      <Icon sx={{ fontSize: 14 }} />
      {text}
    </Box>
  );
}

function useNodeLabel(step: StepNodeData, { name, fact }: { readonly name: string; readonly fact: string }): string {
  const translate = useTranslate();
  const type = step.origin === "trigger" ? translate("workflow.trigger.title") : typeLabel(step.type);
  const state = step.state === null ? "" : translate(`workflow.state.${step.state}`);
  const problem =
    step.problem === null
      ? ""
      : translate(`workflow.problem_count.${step.problem.severity}`, { smart_count: step.problem.count });
  const diff = step.diff === null || step.diff === "same" ? "" : translate(`workflow.compare.mark.${step.diff}`);
  const joins = step.joins ? translate("workflow.joins") : "";
  return [name, fact, type, joins, state, diff, problem].filter((part) => part !== "").join(", ");
}

function useFocusRequest(origin: string) {
  const { focusRequest } = useCanvas();
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (focusRequest?.origin === origin) button.current?.focus({ preventScroll: true });
  }, [focusRequest, origin]);
  return button;
}
