import Typography from "@mui/material/Typography";
import { useTranslate } from "react-admin";
import { useLook } from "../look.ts";
import { useWhen } from "../use-fact-text.ts";
import type { SaveState } from "./use-draft.ts";

/** Says whether everything is stored. */
export function SaveNote({ state }: { readonly state: SaveState }) {
  const look = useLook();
  const when = useWhen();
  const translate = useTranslate();
  const time = state.kind === "saved" ? when(state.at) : "";
  return (
    <Typography
      variant="caption"
      role="status"
      noWrap
      sx={{ color: state.kind === "failed" || state.kind === "conflict" ? look.danger.text : "text.secondary" }}
    >
      {translate(`workflow.save.${state.kind}`, { time })}
    </Typography>
  );
}
