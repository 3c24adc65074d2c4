import ApartmentOutlinedIcon from "@mui/icons-material/ApartmentOutlined";
import NotesOutlinedIcon from "@mui/icons-material/NotesOutlined";
import PaidOutlinedIcon from "@mui/icons-material/PaidOutlined";
import PersonOutlineIcon from "@mui/icons-material/PersonOutline";
import TaskAltIcon from "@mui/icons-material/TaskAlt";
import ViewListOutlinedIcon from "@mui/icons-material/ViewListOutlined";
import type { ReactElement } from "react";

const ENTITY_ICONS: Readonly<Record<string, ReactElement>> = {
  company: <ApartmentOutlinedIcon fontSize="small" />,
  contact: <PersonOutlineIcon fontSize="small" />,
  deal: <PaidOutlinedIcon fontSize="small" />,
  task: <TaskAltIcon fontSize="small" />,
  note: <NotesOutlinedIcon fontSize="small" />,
};

/** The icon that metadata names, or that of a list. */
export function entityIcon(name: string): ReactElement {
  return ENTITY_ICONS[name] ?? <ViewListOutlinedIcon fontSize="small" />;
}
