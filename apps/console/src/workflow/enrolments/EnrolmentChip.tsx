import CheckIcon from "@mui/icons-material/CheckOutlined";
import CloseIcon from "@mui/icons-material/CloseOutlined";
import PauseIcon from "@mui/icons-material/PauseOutlined";
import PlayIcon from "@mui/icons-material/PlayArrowOutlined";
import StopIcon from "@mui/icons-material/StopOutlined";
import type { Enrolment } from "@catalyst/contracts";
import type { SvgIconComponent } from "@mui/icons-material";
import { useTranslate } from "react-admin";
import type { ColorRoles } from "../../theme/colors.ts";
import { useLook } from "../look.ts";
import { StatusMark } from "../RunState.tsx";

type State = Enrolment["state"];

const ICONS: Readonly<Record<State, SvgIconComponent>> = {
  running: PlayIcon,
  paused: PauseIcon,
  cancelled: StopIcon,
  done: CheckIcon,
  failed: CloseIcon,
};

/** Where an enrolment stands: icon and word. */
export function EnrolmentChip({ state }: { readonly state: State }) {
  const look = useLook();
  const translate = useTranslate();
  return (
    <StatusMark
      icon={ICONS[state]}
      colours={coloursOf(look, state)}
      isGood={state === "done"}
      text={translate(`workflow.enrolments.state.${state}`)}
    />
  );
}

function coloursOf(look: ColorRoles, state: State): { readonly soft: string; readonly text: string } | null {
  switch (state) {
    case "running":
      return { soft: look.accentSoft, text: look.accentText };
    case "paused":
      return look.warning;
    case "failed":
      return look.danger;
    case "cancelled":
      return look.option.slate;
    case "done":
      return null;
  }
}
