import type { EntityType } from "@catalyst/contracts";
import Box from "@mui/material/Box";
import Typography from "@mui/material/Typography";
import { useTranslate } from "react-admin";
import { NameCell } from "../../entity/NameCell.tsx";
import { ErrorState } from "../../state/ErrorState.tsx";
import type { useMatches } from "./enrolment-queries.ts";

type EnrolPreviewProps = { readonly entityType: EntityType; readonly matches: ReturnType<typeof useMatches> };

/** How many records it is about, and some of them to look at. */
export function EnrolPreview({ entityType, matches }: EnrolPreviewProps) {
  const translate = useTranslate();
  if (matches.isError) return <ErrorState error={matches.error} onRetry={() => void matches.refetch()} />;
  const { data, isPlaceholderData } = matches;
  if (data === undefined) return <Note text={translate("workflow.enrolments.counting")} />;
  const { count, capped, sample } = data;
  const total = translate(capped ? "workflow.enrolments.count_capped" : "workflow.enrolments.count", {
    smart_count: count,
  });
  return (
    <Box
      aria-busy={isPlaceholderData}
      sx={{
        border: 1,
        borderColor: "divider",
        borderRadius: "10px",
        overflow: "hidden",
        opacity: isPlaceholderData ? 0.6 : 1,
      }}
    >
      <Box
        role="status"
        sx={{ px: 1.75, py: 1, bgcolor: "sunken", borderBottom: count === 0 ? 0 : 1, borderColor: "divider" }}
      >
        <Typography variant="body2" component="span" sx={{ fontWeight: 600, fontVariantNumeric: "tabular-nums" }}>
          {count === 0 ? translate("workflow.enrolments.none") : total}
        </Typography>
        <Typography variant="caption" color="text.secondary" sx={{ ml: 1 }}>
          {translate(count === 0 ? "workflow.enrolments.none_hint" : "workflow.enrolments.sample")}
        </Typography>
      </Box>
      <Box
        component="ul"
        sx={{ listStyle: "none", m: 0, p: 0, "& > li + li": { borderTop: 1, borderColor: "divider" } }}
      >
        {sample.map((record) => (
          <Box component="li" key={record.id} sx={{ px: 1.75, py: 0.75 }}>
            <NameCell entityType={entityType} record={record} />
          </Box>
        ))}
      </Box>
    </Box>
  );
}

function Note({ text }: { readonly text: string }) {
  return (
    <Typography role="status" variant="body2" color="text.secondary">
      {text}
    </Typography>
  );
}
