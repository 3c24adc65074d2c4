import CheckIcon from "@mui/icons-material/CheckOutlined";
import CloseIcon from "@mui/icons-material/CloseOutlined";
import HourglassIcon from "@mui/icons-material/HourglassEmptyOutlined";
import PlayIcon from "@mui/icons-material/PlayArrowOutlined";
import QuestionIcon from "@mui/icons-material/QuestionMarkOutlined";
import RemoveIcon from "@mui/icons-material/RemoveOutlined";
import StopIcon from "@mui/icons-material/StopOutlined";
import UndoIcon from "@mui/icons-material/UndoOutlined";
import WarningIcon from "@mui/icons-material/WarningAmberOutlined";
import type { RunStatus } from "@catalyst/contracts";
import type { SvgIconComponent } from "@mui/icons-material";
import Box from "@mui/material/Box";
import CircularProgress from "@mui/material/CircularProgress";
import { useTranslate } from "react-admin";
import type { StepRunState } from "./document/run-states.ts";
import type { ColorRoles } from "../theme/colors.ts";
import { useLook } from "./look.ts";

const STATE_ICONS: Readonly<Record<StepRunState, SvgIconComponent>> = {
  done: CheckIcon,
  running: PlayIcon,
  waiting: HourglassIcon,
  failed: CloseIcon,
  uncertain: QuestionIcon,
  cancelled: StopIcon,
  undone: UndoIcon,
  notReached: RemoveIcon,
};

/** The circle at the right of a step; the word stands beside it, so it is not read out. */
export function StateCircle({ state, size = 22 }: { readonly state: StepRunState; readonly size?: number }) {
  const look = useLook();
  const Icon = STATE_ICONS[state];
  const [background, colour] = circleColours(look, state);
  return (
    <Box
      aria-hidden
      sx={{
        width: size,
        height: size,
        borderRadius: "50%",
        flex: "none",
        display: "grid",
        placeItems: "center",
        bgcolor: background,
        color: colour,
      }}
    >
      {state === "running" ? (
        <CircularProgress size={size - 8} thickness={6} color="inherit" />
      ) : (
        <Icon sx={{ fontSize: size - 8 }} />
      )}
    </Box>
  );
}

/** Border, style and colour of the second line that a state gives its step. */
export function stateAccent(
  look: ColorRoles,
  state: StepRunState,
): { readonly border: string; readonly style: "solid" | "dashed"; readonly text: string | null } {
  switch (state) {
    case "failed":
      return { border: look.danger.main, style: "solid", text: look.danger.text };
    case "waiting":
      return { border: look.warning.main, style: "solid", text: look.warning.text };
    case "uncertain":
      return { border: look.uncertain.main, style: "dashed", text: look.uncertain.text };
    case "running":
      return { border: look.accent, style: "solid", text: look.accentText };
    case "done":
      return { border: look.borderStrong, style: "solid", text: null };
    case "undone":
      return { border: look.borderStrong, style: "dashed", text: look.warning.text };
    case "cancelled":
    case "notReached":
      return { border: look.borderStrong, style: "dashed", text: null };
  }
}

const RUN_ICONS: Readonly<Record<RunStatus, SvgIconComponent>> = {
  queued: HourglassIcon,
  runnable: PlayIcon,
  running: PlayIcon,
  waiting: HourglassIcon,
  completed: CheckIcon,
  failed: CloseIcon,
  cancelled: StopIcon,
  quarantined: WarningIcon,
};

/** A run's status: icon and word; filled only where somebody should look. */
export function RunStatusChip({ status }: { readonly status: RunStatus }) {
  const look = useLook();
  const translate = useTranslate();
  return (
    <StatusMark
      icon={RUN_ICONS[status]}
      colours={runColours(look, status)}
      isGood={status === "completed"}
      text={translate(`workflow.run_status.${status}`)}
    />
  );
}

type StatusMarkProps = {
  readonly icon: SvgIconComponent;
  /** null: nobody needs to look, so it stays unfilled. */
  readonly colours: { readonly soft: string; readonly text: string } | null;
  readonly isGood: boolean;
  readonly text: string;
};

/** A status: icon and word, filled where it has colours. */
export function StatusMark({ icon: Icon, colours, isGood, text }: StatusMarkProps) {
  const look = useLook();
  return (
    <Box
      component="span"
      sx={{
        display: "inline-flex",
        alignItems: "center",
        gap: 0.75,
        px: colours ? 1 : 0,
        py: 0.25,
        borderRadius: "6px",
        fontSize: 12,
        lineHeight: "16px",
        fontWeight: 500,
        bgcolor: colours?.soft,
        color: colours?.text ?? "text.primary",
        whiteSpace: "nowrap",
      }}
    >
      <Icon aria-hidden sx={{ fontSize: 14, color: isGood ? look.success.main : "inherit" }} />
      {text}
    </Box>
  );
}

function circleColours(look: ColorRoles, state: StepRunState): readonly [string, string] {
  switch (state) {
    case "done":
      return [look.success.soft, look.success.text];
    case "running":
      return [look.accentSoft, look.accentText];
    case "waiting":
      return [look.warning.main, onState(look)];
    case "failed":
      return [look.danger.main, onState(look)];
    case "uncertain":
      return [look.uncertain.main, onState(look)];
    case "undone":
      return [look.warning.soft, look.warning.text];
    case "cancelled":
    case "notReached":
      return [look.option.slate.soft, look.option.slate.text];
  }
}

function runColours(look: ColorRoles, status: RunStatus): { readonly soft: string; readonly text: string } | null {
  switch (status) {
    case "queued":
    case "runnable":
    case "running":
      return { soft: look.accentSoft, text: look.accentText };
    case "waiting":
      return look.warning;
    case "failed":
    case "quarantined":
      return look.danger;
    case "cancelled":
      return look.option.slate;
    case "completed":
      return null;
  }
}

/** The sign on a filled circle: the sheet's colour, which stands out on it in both themes. */
function onState(look: ColorRoles): string {
  return look.surface;
}
