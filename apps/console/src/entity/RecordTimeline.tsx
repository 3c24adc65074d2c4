import type { EntityType, FieldValue, HistoryEntry } from "@catalyst/contracts";
import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import Typography from "@mui/material/Typography";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslate } from "react-admin";
import { useFormatTime } from "../admin/use-format-time.ts";
import { FieldDisplay } from "../field/registry.tsx";
import { useMetadata } from "../provider/metadata.ts";
import type { ScreenRecord } from "../provider/records-of.ts";
import { trpc } from "../provider/trpc-client.ts";

type RecordTimelineProps = { readonly entityType: EntityType; readonly record: ScreenRecord };

const PAGE = 10;

/** What happened to a record, newest first: who, what, and why. */
export function RecordTimeline({ entityType, record }: RecordTimelineProps) {
  const translate = useTranslate();
  const { data, hasNextPage, fetchNextPage } = useInfiniteQuery({
    queryKey: ["history", entityType.key, record.id, record.version],
    queryFn: ({ pageParam }) => trpc.records.history.query({ entityType: entityType.key, id: record.id, limit: PAGE, ...(pageParam ? { before: pageParam } : {}) }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextBefore,
  });
  const entries = data?.pages.flatMap((page) => page.entries) ?? [];
  return (
    <Box component="section">
      <Typography variant="h2" sx={{ mb: 0.5 }}>
        {translate("record.history")}
      </Typography>
      <Box component="ol" sx={{ listStyle: "none", m: 0, p: 0 }}>
        {entries.map((entry) => (
          <Entry key={entry.auditId} entry={entry} entityType={entityType} record={record} />
        ))}
      </Box>
      {hasNextPage ? (
        <Button size="small" onClick={() => void fetchNextPage()}>
          {translate("record.older")}
        </Button>
      ) : null}
    </Box>
  );
}

function Entry({ entry, entityType, record }: RecordTimelineProps & { readonly entry: HistoryEntry }) {
  const translate = useTranslate();
  const formatTime = useFormatTime();
  const principals = useMetadata().data?.principals ?? [];
  const name = principals.find((principal) => principal.id === entry.principalId)?.name ?? translate("record.nobody");
  const changes = entry.action === "updated" ? entityType.fields.filter((field) => field.key in entry.after) : [];
  return (
    <Box component="li" sx={{ py: 1, borderBottom: 1, borderColor: "divider" }}>
      <Typography variant="body2">{translate(`record.action.${entry.action}`, { name })}</Typography>
      {changes.map((field) => (
        <Typography key={field.key} variant="caption" component="div">
          {field.label}: <FieldDisplay field={field} value={toValue(entry.before[field.key])} record={record} /> {"→"}{" "}
          <FieldDisplay field={field} value={toValue(entry.after[field.key])} record={record} />
        </Typography>
      ))}
      <Typography variant="caption" color="text.secondary" component="div">
        {translate("record.action_line", { time: formatTime(entry.at), reason: translate(`record.reason.${entry.reason.kind}`) })}
      </Typography>
    </Box>
  );
}

function toValue(value: unknown): FieldValue {
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return value;
  return Array.isArray(value) ? value.map(String) : null;
}
