import CalendarIcon from "@mui/icons-material/CalendarTodayOutlined";
import ClockIcon from "@mui/icons-material/ScheduleOutlined";
import CodeIcon from "@mui/icons-material/DataObjectOutlined";
import LabelIcon from "@mui/icons-material/LabelOutlined";
import PinIcon from "@mui/icons-material/PinOutlined";
import RelationIcon from "@mui/icons-material/ShareOutlined";
import SumIcon from "@mui/icons-material/CalculateOutlined";
import FunctionsIcon from "@mui/icons-material/FunctionsOutlined";
import LinkIcon from "@mui/icons-material/LinkOutlined";
import ListIcon from "@mui/icons-material/ListOutlined";
import MailIcon from "@mui/icons-material/MailOutlined";
import MoneyIcon from "@mui/icons-material/PaymentsOutlined";
import NotesIcon from "@mui/icons-material/NotesOutlined";
import PercentIcon from "@mui/icons-material/PercentOutlined";
import PhoneIcon from "@mui/icons-material/PhoneOutlined";
import PlaceIcon from "@mui/icons-material/PlaceOutlined";
import StarIcon from "@mui/icons-material/StarBorderOutlined";
import PersonIcon from "@mui/icons-material/PersonOutlineOutlined";
import TagIcon from "@mui/icons-material/TagOutlined";
import TextIcon from "@mui/icons-material/TextFieldsOutlined";
import ToggleIcon from "@mui/icons-material/ToggleOnOutlined";
import type { FieldType } from "@catalyst/contracts";
import type { SvgIconComponent } from "@mui/icons-material";

const ICONS: Readonly<Record<FieldType, SvgIconComponent>> = {
  text: TextIcon,
  longText: NotesIcon,
  number: TagIcon,
  currency: MoneyIcon,
  percent: PercentIcon,
  rating: StarIcon,
  autoNumber: PinIcon,
  boolean: ToggleIcon,
  date: CalendarIcon,
  dateTime: ClockIcon,
  select: ListIcon,
  multiSelect: LabelIcon,
  email: MailIcon,
  phone: PhoneIcon,
  url: LinkIcon,
  address: PlaceIcon,
  user: PersonIcon,
  relation: RelationIcon,
  json: CodeIcon,
  formula: FunctionsIcon,
  rollup: SumIcon,
};

type FieldTypeIconProps = { readonly type: FieldType; readonly size?: number };

/** The icon of a field's type. */
export function FieldTypeIcon({ type, size = 14 }: FieldTypeIconProps) {
  const Icon = ICONS[type];
  return <Icon aria-hidden sx={{ fontSize: size, flex: "none" }} />;
}
