import type { EntityType } from "@catalyst/contracts";
import Box from "@mui/material/Box";
import Typography from "@mui/material/Typography";
import { useRecordContext, useTranslate } from "react-admin";
import type { ReactNode } from "react";
import { useMetadata } from "../provider/metadata.ts";
import type { ScreenRecord } from "../provider/records-of.ts";
import { TimeText } from "../time/TimeText.tsx";
import { RecordRuns } from "./RecordRuns.tsx";
import { RecordTimeline } from "./RecordTimeline.tsx";

/** Beside a record: its owner, stamps, runs and history. */
export function RecordAside({ entityType }: { readonly entityType: EntityType }) {
  const translate = useTranslate();
  const record = useRecordContext<ScreenRecord>();
  const metadata = useMetadata().data;
  if (!record) return null;
  const nameOf = (id: string | null) =>
    metadata?.principals.find((principal) => principal.id === id)?.name ?? translate("record.nobody");
  return (
    <Box
      component="aside"
      aria-label={translate("record.aside")}
      sx={{
        width: { xs: "100%", lg: 352 },
        flex: "none",
        borderLeft: { lg: 1 },
        borderTop: { xs: 1, lg: 0 },
        borderColor: { xs: "divider", lg: "divider" },
        overflow: { lg: "auto" },
      }}
    >
      <Box
        component="dl"
        sx={{ m: 0, p: 2, display: "grid", gridTemplateColumns: "88px 1fr", rowGap: 1, alignItems: "baseline" }}
      >
        <Line label={translate("record.owner")}>{nameOf(record.ownerId)}</Line>
        <Line label={translate("record.team")}>
          {metadata?.teams.find((team) => team.id === record.teamId)?.name ?? translate("record.nobody")}
        </Line>
        <Line label={translate("record.created")}>
          <TimeText at={record.createdAt} /> {translate("record.by", { name: nameOf(record.createdBy) })}
        </Line>
        <Line label={translate("record.updated")}>
          <TimeText at={record.updatedAt} /> {translate("record.by", { name: nameOf(record.updatedBy) })}
        </Line>
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
