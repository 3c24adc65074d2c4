import type { InverseRelation } from "@catalyst/custom-fields";
import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import Typography from "@mui/material/Typography";
import { useGetManyReference, useTranslate } from "react-admin";
import { useState } from "react";
import { useMetadata } from "../provider/metadata.ts";
import { consoleOf } from "../field/registry.ts";
import type { ScreenRecord } from "../provider/records-of.ts";
import { ErrorState } from "../state/ErrorState.tsx";
import { LinkRecordInput } from "./LinkRecordInput.tsx";
import { RelatedHead } from "./RelatedHead.tsx";
import { RelatedRow } from "./RelatedRow.tsx";

/** Rows at first, and with each further look; beyond the most, the list page has them all. */
const FIRST_ROWS = 5;
const MORE_ROWS = 20;
const MOST_ROWS = 85;
const REFRESH_INTERVAL_MS = 5_000;

type RelatedListProps = { readonly relation: InverseRelation; readonly record: ScreenRecord };

/** The records that point to this one by one relation: shown, made, linked and unlinked here. */
export function RelatedList({ relation, record }: RelatedListProps) {
  const translate = useTranslate();
  const { entityType, field, label } = relation;
  const canUpdate = (useMetadata().data?.actions ?? []).includes("records.update") && record.deletedAt === null;
  const [shown, setShown] = useState(FIRST_ROWS);
  const [isLinking, setLinking] = useState(false);
  const {
    data = [],
    pageInfo,
    isPending,
    error,
    refetch,
  } = useGetManyReference<ScreenRecord>(
    entityType.key,
    {
      target: field.key,
      id: record.id,
      pagination: { page: 1, perPage: shown },
      sort: { field: "createdAt", order: "DESC" },
    },
    { refetchInterval: REFRESH_INTERVAL_MS },
  );
  const summary = entityType.fields
    .filter((candidate) => consoleOf(candidate).prominence.includes("related"))
    .slice(0, 2);
  const hasMore = pageInfo?.hasNextPage ?? false;
  return (
    <Box
      component="section"
      aria-label={label}
      sx={{ bgcolor: "background.paper", border: 1, borderColor: "divider", borderRadius: "10px", minWidth: 0 }}
    >
      <RelatedHead
        relation={relation}
        record={record}
        count={{ shown: data.length, hasMore }}
        onLink={canUpdate && !field.readOnly ? () => setLinking(!isLinking) : null}
      />
      {isLinking ? (
        <LinkRecordInput relation={relation} record={record} onDone={() => setLinking(false)} onLinked={refetch} />
      ) : null}
      {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : null}
      {data.length === 0 && !error ? (
        <Typography color="text.secondary" sx={{ px: 2, py: 1.25, borderTop: 1, borderColor: "divider" }}>
          {isPending ? "" : translate("record.related_empty", { label: entityType.labelPlural.toLowerCase() })}
        </Typography>
      ) : (
        <Box component="ul" sx={{ listStyle: "none", m: 0, p: 0 }}>
          {data.map((related) => (
            <RelatedRow
              key={related.id}
              relation={relation}
              record={record}
              related={related}
              summary={summary}
              onUnlinked={canUpdate && !field.readOnly ? refetch : null}
            />
          ))}
        </Box>
      )}
      {hasMore && shown < MOST_ROWS ? (
        <Box sx={{ borderTop: 1, borderColor: "divider", px: 1, py: 0.5 }}>
          <Button
            size="small"
            color="inherit"
            aria-label={translate("record.related_page", { label })}
            onClick={() => setShown(shown + MORE_ROWS)}
            sx={{ color: "text.secondary" }}
          >
            {translate("record.related_more")}
          </Button>
        </Box>
      ) : null}
    </Box>
  );
}
