import AddTaskIcon from "@mui/icons-material/AddTaskOutlined";
import SchemaIcon from "@mui/icons-material/AccountTreeOutlined";
import AltRouteIcon from "@mui/icons-material/AltRouteOutlined";
import BoltIcon from "@mui/icons-material/BoltOutlined";
import CallSplitIcon from "@mui/icons-material/CallSplitOutlined";
import DataObjectIcon from "@mui/icons-material/DataObjectOutlined";
import DeleteIcon from "@mui/icons-material/DeleteOutlineOutlined";
import EditIcon from "@mui/icons-material/EditNoteOutlined";
import ExtensionIcon from "@mui/icons-material/ExtensionOutlined";
import HowToRegIcon from "@mui/icons-material/HowToRegOutlined";
import MailIcon from "@mui/icons-material/MailOutlineOutlined";
import NotificationsIcon from "@mui/icons-material/NotificationsNoneOutlined";
import PersonIcon from "@mui/icons-material/PersonOutlined";
import PublicIcon from "@mui/icons-material/PublicOutlined";
import RepeatIcon from "@mui/icons-material/RepeatOutlined";
import ScheduleIcon from "@mui/icons-material/ScheduleOutlined";
import SearchIcon from "@mui/icons-material/SearchOutlined";
import SensorsIcon from "@mui/icons-material/SensorsOutlined";
import NoteIcon from "@mui/icons-material/StickyNote2Outlined";
import StopIcon from "@mui/icons-material/StopCircleOutlined";
import Box from "@mui/material/Box";
import type { SvgIconComponent } from "@mui/icons-material";
import { TRIGGER_TYPES } from "@catalyst/contracts";
import { findStepType } from "@catalyst/workflow-engine";
import type { Hue } from "../theme/colors.ts";
import { useLook } from "./look.ts";

const ICONS: Readonly<Record<string, SvgIconComponent>> = {
  approve: HowToRegIcon,
  bell: NotificationsIcon,
  delete: DeleteIcon,
  event: SensorsIcon,
  note: NoteIcon,
  parallel: AltRouteIcon,
  person: PersonIcon,
  repeat: RepeatIcon,
  search: SearchIcon,
  stop: StopIcon,
  variable: DataObjectIcon,
  workflow: SchemaIcon,
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

/** Types whose hue is not the one of their group. */
const OWN_HUES: Readonly<Record<string, Hue>> = { "approval@1": "amber", "stop@1": "slate" };

const TRIGGERS: ReadonlySet<string> = new Set(TRIGGER_TYPES);

function isTriggerType(type: string): boolean {
  return TRIGGERS.has(type);
}

function hueOf(type: string): Hue {
  if (isTriggerType(type)) return "blue";
  const stepType = findStepType(type);
  return OWN_HUES[type] ?? (stepType === undefined ? "slate" : HUES[stepType.group]);
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
  const colours = look.option[muted ? "slate" : hueOf(type)];
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
