import InboxOutlinedIcon from "@mui/icons-material/InboxOutlined";
import type { ReactNode } from "react";
import { StatePage } from "../state/StatePage.tsx";

type EmptyNoteProps = { readonly title: string; readonly hint: string; readonly action?: ReactNode };

/** What a list shows while it has nothing: why, and what to do next. */
export function EmptyNote({ title, hint, action }: EmptyNoteProps) {
  return <StatePage icon={<InboxOutlinedIcon />} title={title} hint={hint} actions={action} />;
}
