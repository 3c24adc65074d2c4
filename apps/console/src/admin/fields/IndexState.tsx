import type { FieldDefinition } from "@catalyst/contracts";
import BoltIcon from "@mui/icons-material/Bolt";
import HourglassTopIcon from "@mui/icons-material/HourglassTop";
import LinearProgress from "@mui/material/LinearProgress";
import Stack from "@mui/material/Stack";
import Typography from "@mui/material/Typography";
import { useTranslate } from "react-admin";

/** Whether filters on a field are fast, and how far its backfill is. */
export function IndexState({ field }: { readonly field: FieldDefinition }) {
  const translate = useTranslate();
  switch (field.indexState) {
    case "none":
      return (
        <Typography component="span" color="text.disabled">
          {"–"}
        </Typography>
      );
    case "ready":
      return (
        <Stack direction="row" spacing={0.5} sx={{ alignItems: "center" }}>
          <BoltIcon fontSize="small" color="primary" aria-hidden />
          <span>{translate("admin.fields.index_ready")}</span>
        </Stack>
      );
    case "building":
    case "releasing":
      return (
        <Stack direction="row" spacing={1} sx={{ alignItems: "center", minWidth: 140 }}>
          <HourglassTopIcon fontSize="small" color="warning" aria-hidden />
          <span>
            {translate(
              field.indexState === "building" ? "admin.fields.index_building" : "admin.fields.index_releasing",
              { percent: Math.round(field.indexProgress) },
            )}
          </span>
          <LinearProgress
            variant="determinate"
            value={field.indexProgress}
            sx={{ width: 56 }}
            aria-label={translate("admin.fields.index_progress", { label: field.label })}
          />
        </Stack>
      );
  }
}
