import type { EntityType } from "@catalyst/contracts";
import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import Typography from "@mui/material/Typography";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslate } from "react-admin";
import type { ScreenRecord } from "../provider/records-of.ts";
import { trpc } from "../provider/trpc-client.ts";
import { TimelineEntry } from "./TimelineEntry.tsx";

type RecordTimelineProps = { readonly entityType: EntityType; readonly record: ScreenRecord };

const PAGE = 10;

/** What happened to a record, newest first: who, what, and why. */
export function RecordTimeline({ entityType, record }: RecordTimelineProps) {
  const translate = useTranslate();
  const { data, hasNextPage, fetchNextPage } = useInfiniteQuery({
    queryKey: ["history", entityType.key, record.id, record.version],
    queryFn: ({ pageParam }) =>
      trpc.records.history.query({
        entityType: entityType.key,
        id: record.id,
        limit: PAGE,
        ...(pageParam ? { before: pageParam } : {}),
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextBefore,
  });
  const entries = data?.pages.flatMap((page) => page.entries) ?? [];
  return (
    <Box
      component="section"
      aria-label={translate("record.history")}
      sx={{ px: 2, py: 1.5, borderTop: 1, borderColor: "divider" }}
    >
      <Typography variant="h2" sx={{ mb: 1 }}>
        {translate("record.history")}
      </Typography>
      <Box component="ol" sx={{ listStyle: "none", m: 0, p: 0 }}>
        {entries.map((entry) => (
          <TimelineEntry key={entry.auditId} entry={entry} entityType={entityType} record={record} />
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
