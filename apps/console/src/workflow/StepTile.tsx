import AddTaskIcon from "@mui/icons-material/AddTaskOutlined";
import BoltIcon from "@mui/icons-material/BoltOutlined";
import CallSplitIcon from "@mui/icons-material/CallSplitOutlined";
import EditIcon from "@mui/icons-material/EditNoteOutlined";
import ExtensionIcon from "@mui/icons-material/ExtensionOutlined";
import MailIcon from "@mui/icons-material/MailOutlineOutlined";
import PublicIcon from "@mui/icons-material/PublicOutlined";
import ScheduleIcon from "@mui/icons-material/ScheduleOutlined";
import Box from "@mui/material/Box";
import type { SvgIconComponent } from "@mui/icons-material";
import { TRIGGER_TYPES } from "@catalyst/contracts";
import { findStepType } from "@catalyst/workflow-engine";
import type { Hue } from "../theme/colors.ts";
import { useLook } from "./look.ts";

const ICONS: Readonly<Record<string, SvgIconComponent>> = {
  add: AddTaskIcon,
  edit: EditIcon,
  branch: CallSplitIcon,
  clock: ScheduleIcon,
  mail: MailIcon,
  globe: PublicIcon,
};

const HUES = { records: "green", logic: "violet", time: "amber", communication: "teal" } as const satisfies Record<
  string,
  Hue
>;

const TRIGGERS: ReadonlySet<string> = new Set(TRIGGER_TYPES);

function isTriggerType(type: string): boolean {
  return TRIGGERS.has(type);
}

type StepTileProps = {
  readonly type: string;
  readonly size?: number;
  /** In a run, colour belongs to the state. */ readonly muted?: boolean;
};

/** The square that says by icon and hue of which kind a step is. */
export function StepTile({ type, size = 34, muted = false }: StepTileProps) {
  const look = useLook();
  const stepType = findStepType(type);
  const isTrigger = isTriggerType(type);
  const Icon = isTrigger ? BoltIcon : (ICONS[stepType?.icon ?? ""] ?? ExtensionIcon);
  const colours = look.option[muted ? "slate" : isTrigger ? "blue" : stepType ? HUES[stepType.group] : "slate"];
  return (
    <Box
      aria-hidden
      sx={{
        width: size,
        height: size,
        borderRadius: "8px",
        flex: "none",
        display: "grid",
        placeItems: "center",
        bgcolor: colours.soft,
        color: colours.text,
      }}
    >
      <Icon sx={{ fontSize: size > 28 ? 18 : 16 }} />
    </Box>
  );
}
