import type { EntityType } from "@catalyst/contracts";
import Box from "@mui/material/Box";
import Typography from "@mui/material/Typography";
import { useRecordContext, useTranslate } from "react-admin";
import type { ReactNode } from "react";
import { useMetadata } from "../provider/metadata.ts";
import type { ScreenRecord } from "../provider/records-of.ts";
import { useFormatTime } from "../admin/use-format-time.ts";
import { RecordRuns } from "./RecordRuns.tsx";
import { RecordTimeline } from "./RecordTimeline.tsx";

/** Beside a record: its owner, stamps, runs and history. */
export function RecordAside({ entityType }: { readonly entityType: EntityType }) {
  const translate = useTranslate();
  const record = useRecordContext<ScreenRecord>();
  const formatTime = useFormatTime();
  const metadata = useMetadata().data;
  if (!record) return null;
  const nameOf = (id: string | null) => metadata?.principals.find((principal) => principal.id === id)?.name ?? translate("record.nobody");
  return (
    <Box component="aside" sx={{ width: { xs: "100%", lg: 352 }, flex: "none", borderLeft: { lg: 1 }, borderTop: { xs: 1, lg: 0 }, borderColor: { xs: "divider", lg: "divider" }, p: 2 }}>
      <Box component="dl" sx={{ m: 0, mb: 2, display: "grid", gridTemplateColumns: "96px 1fr", rowGap: 0.75 }}>
        <Line label={translate("record.owner")}>{nameOf(record.ownerId)}</Line>
        <Line label={translate("record.team")}>{metadata?.teams.find((team) => team.id === record.teamId)?.name ?? translate("record.nobody")}</Line>
        <Line label={translate("record.created")}>{translate("record.stamp", { time: formatTime(record.createdAt), name: nameOf(record.createdBy) })}</Line>
        <Line label={translate("record.updated")}>{translate("record.stamp", { time: formatTime(record.updatedAt), name: nameOf(record.updatedBy) })}</Line>
      </Box>
      {metadata?.actions.includes("runs.read") ? <RecordRuns entityType={entityType} record={record} /> : null}
      <RecordTimeline entityType={entityType} record={record} />
    </Box>
  );
}

function Line({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <>
      <Typography component="dt" variant="caption" color="text.secondary">
        {label}
      </Typography>
      <Typography component="dd" variant="body2" sx={{ m: 0 }}>
        {children}
      </Typography>
    </>
  );
}
