import CalendarIcon from "@mui/icons-material/CalendarTodayOutlined";
import CodeIcon from "@mui/icons-material/DataObjectOutlined";
import LinkIcon from "@mui/icons-material/LinkOutlined";
import ListIcon from "@mui/icons-material/ListOutlined";
import NotesIcon from "@mui/icons-material/NotesOutlined";
import PersonIcon from "@mui/icons-material/PersonOutlineOutlined";
import TagIcon from "@mui/icons-material/TagOutlined";
import TextIcon from "@mui/icons-material/TextFieldsOutlined";
import ToggleIcon from "@mui/icons-material/ToggleOnOutlined";
import type { FieldType } from "@catalyst/contracts";
import type { SvgIconComponent } from "@mui/icons-material";

const ICONS: Readonly<Record<FieldType | "json", SvgIconComponent>> = {
  text: TextIcon,
  longText: NotesIcon,
  number: TagIcon,
  boolean: ToggleIcon,
  date: CalendarIcon,
  dateTime: CalendarIcon,
  select: ListIcon,
  user: PersonIcon,
  relation: LinkIcon,
  json: CodeIcon,
};

/** The icon of a field's type. */
export function FieldIcon({ type }: { readonly type: FieldType | "json" }) {
  const Icon = ICONS[type];
  return <Icon aria-hidden sx={{ fontSize: 14, flex: "none" }} />;
}
