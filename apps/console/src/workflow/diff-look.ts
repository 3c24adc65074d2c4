import AddIcon from "@mui/icons-material/AddOutlined";
import EditIcon from "@mui/icons-material/EditOutlined";
import RemoveIcon from "@mui/icons-material/RemoveOutlined";
import type { SvgIconComponent } from "@mui/icons-material";
import type { StepChange } from "@catalyst/workflow-engine";

type Kind = StepChange["kind"];

/** The sign of each kind of change. */
export const DIFF_ICONS: Readonly<Record<Kind, SvgIconComponent>> = {
  added: AddIcon,
  changed: EditIcon,
  removed: RemoveIcon,
};

/** The colour role of each kind of change. */
export const DIFF_ROLES = { added: "success", changed: "warning", removed: "danger" } as const satisfies Record<
  Kind,
  string
>;
