import type { Action, TenantMetadata } from "@catalyst/contracts";
import AccountTreeOutlinedIcon from "@mui/icons-material/AccountTreeOutlined";
import CategoryOutlinedIcon from "@mui/icons-material/CategoryOutlined";
import FactCheckOutlinedIcon from "@mui/icons-material/FactCheckOutlined";
import GroupOutlinedIcon from "@mui/icons-material/GroupOutlined";
import HistoryIcon from "@mui/icons-material/HistoryOutlined";
import KeyOutlinedIcon from "@mui/icons-material/KeyOutlined";
import MailOutlineIcon from "@mui/icons-material/MailOutline";
import PlayArrowOutlinedIcon from "@mui/icons-material/PlayArrowOutlined";
import TuneIcon from "@mui/icons-material/Tune";
import UploadFileOutlinedIcon from "@mui/icons-material/UploadFileOutlined";
import type { ReactElement } from "react";
import { entityIcon } from "./entity-icon.tsx";

/** One place to go to. `label` is a text or the key of one. */
export type MenuEntry = { readonly to: string; readonly label: string; readonly icon: ReactElement };
export type MenuGroup = { readonly label: string; readonly entries: readonly MenuEntry[] };

type Guarded = MenuEntry & { readonly action: Action };

const AUTOMATION: readonly Guarded[] = [
  {
    to: "/workflows",
    label: "menu.workflows",
    icon: <AccountTreeOutlinedIcon fontSize="small" />,
    action: "workflows.read",
  },
  { to: "/runs", label: "menu.runs", icon: <PlayArrowOutlinedIcon fontSize="small" />, action: "runs.read" },
  {
    to: "/approvals",
    label: "menu.approvals",
    icon: <FactCheckOutlinedIcon fontSize="small" />,
    action: "records.read",
  },
  {
    to: "/imports",
    label: "menu.imports",
    icon: <UploadFileOutlinedIcon fontSize="small" />,
    action: "records.import",
  },
];
const MAILBOX: Guarded = {
  to: "/mailbox",
  label: "menu.mailbox",
  icon: <MailOutlineIcon fontSize="small" />,
  action: "mailbox.read",
};
const SETTINGS: readonly Guarded[] = [
  { to: "/settings/fields", label: "menu.fields", icon: <TuneIcon fontSize="small" />, action: "fields.manage" },
  {
    to: "/settings/entity-types",
    label: "menu.entity_types",
    icon: <CategoryOutlinedIcon fontSize="small" />,
    action: "fields.manage",
  },
  {
    to: "/settings/members",
    label: "menu.members",
    icon: <GroupOutlinedIcon fontSize="small" />,
    action: "members.read",
  },
  {
    to: "/settings/credentials",
    label: "menu.credentials",
    icon: <KeyOutlinedIcon fontSize="small" />,
    action: "workflows.manage",
  },
  {
    to: "/settings/retention",
    label: "menu.retention",
    icon: <HistoryIcon fontSize="small" />,
    action: "tenant.manage",
  },
];

/** What a person may go to, in groups; groups without an entry are left out. Pure. */
export function menuGroups(metadata: TenantMetadata, developmentMailbox: boolean): readonly MenuGroup[] {
  const allowed = (entries: readonly Guarded[]) => entries.filter((entry) => metadata.actions.includes(entry.action));
  const records = metadata.entityTypes.map((type) => ({
    to: `/${type.key}`,
    label: type.labelPlural,
    icon: entityIcon(type.icon),
  }));
  return [
    { label: "menu.records", entries: records },
    { label: "menu.automation", entries: allowed(developmentMailbox ? [...AUTOMATION, MAILBOX] : AUTOMATION) },
    { label: "menu.settings", entries: allowed(SETTINGS) },
  ].filter((group) => group.entries.length > 0);
}
