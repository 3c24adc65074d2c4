import type { FieldDefinition, IndexStatus } from "@catalyst/contracts";
import BoltIcon from "@mui/icons-material/BoltOutlined";
import ErrorOutlineIcon from "@mui/icons-material/ErrorOutline";
import HourglassTopIcon from "@mui/icons-material/HourglassTop";
import Box from "@mui/material/Box";
import LinearProgress from "@mui/material/LinearProgress";
import Tooltip from "@mui/material/Tooltip";
import { useTranslate } from "react-admin";
import { EmptyValue } from "../../field/EmptyValue.tsx";

type IndexStateProps = { readonly field: FieldDefinition; readonly status: IndexStatus | null };

/** Whether filters on a field are fast, and how far its backfill is. */
export function IndexState({ field, status }: IndexStateProps) {
  const translate = useTranslate();
  const state = status?.state ?? field.indexState;
  switch (state) {
    case "none":
      return <EmptyValue />;
    case "ready":
      return (
        <Box component="span" sx={LINE}>
          <BoltIcon aria-hidden color="primary" sx={{ fontSize: 16 }} />
          <span>{translate("admin.fields.index_ready")}</span>
        </Box>
      );
    case "failed":
      return (
        <Tooltip title={status?.error ?? ""}>
          <Box component="span" sx={{ ...LINE, color: "error.dark" }}>
            <ErrorOutlineIcon aria-hidden sx={{ fontSize: 16 }} />
            <span>{translate("admin.fields.index_failed")}</span>
          </Box>
        </Tooltip>
      );
    case "building":
    case "releasing":
      return <IndexProgress field={field} status={status} isBuilding={state === "building"} />;
  }
}

function IndexProgress({ field, status, isBuilding }: IndexStateProps & { readonly isBuilding: boolean }) {
  const translate = useTranslate();
  const percent = Math.round(percentOf(status) ?? field.indexProgress);
  return (
    <Box component="span" sx={LINE}>
      <HourglassTopIcon aria-hidden color="warning" sx={{ fontSize: 16 }} />
      <Box component="span" sx={{ fontVariantNumeric: "tabular-nums", whiteSpace: "nowrap" }}>
        {translate(isBuilding ? "admin.fields.index_building" : "admin.fields.index_releasing", { percent })}
      </Box>
      <LinearProgress
        variant="determinate"
        value={percent}
        sx={{ width: 44, flex: "none" }}
        aria-label={translate("admin.fields.index_progress", { label: field.label })}
      />
    </Box>
  );
}

/** Progress in per cent, or null when nothing is known of it. Pure. */
export function percentOf(status: IndexStatus | null): number | null {
  if (!status || status.totalRecords === 0) return null;
  return Math.min(99, Math.floor((100 * status.doneRecords) / status.totalRecords));
}

const LINE = { display: "inline-flex", alignItems: "center", gap: 0.75 } as const;
