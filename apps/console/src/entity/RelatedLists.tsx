import type { EntityType, FieldDefinition } from "@catalyst/contracts";
import AddIcon from "@mui/icons-material/Add";
import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import Link from "@mui/material/Link";
import Stack from "@mui/material/Stack";
import Typography from "@mui/material/Typography";
import { useGetManyReference, useRecordContext, useTranslate } from "react-admin";
import { Link as RouterLink } from "react-router-dom";
import { FieldDisplay } from "../field/registry.tsx";
import { useMetadata } from "../provider/metadata.ts";
import type { ScreenRecord } from "../provider/records-of.ts";
import { fieldValue } from "./field-value.ts";

const SHOWN = 5;
const REFRESH_INTERVAL_MS = 5_000;

/** Lists of the records that point to this one, from every relation of every entity type. */
export function RelatedLists({ entityType }: { readonly entityType: EntityType }) {
  const record = useRecordContext<ScreenRecord>();
  const entityTypes = useMetadata().data?.entityTypes ?? [];
  if (!record) return null;
  const relations = entityTypes.flatMap((other) =>
    other.fields.flatMap((field) =>
      field.type === "relation" && field.config.targetEntityType === entityType.key ? [{ other, field }] : [],
    ),
  );
  return (
    <Box
      sx={{
        display: "grid",
        gap: 1.5,
        gridTemplateColumns: "repeat(auto-fill, minmax(min(340px, 100%), 1fr))",
        alignItems: "start",
      }}
    >
      {relations.map(({ other, field }) => (
        <RelatedList key={`${other.key}.${field.key}`} entityType={other} field={field} record={record} />
      ))}
    </Box>
  );
}

type RelatedListProps = {
  readonly entityType: EntityType;
  readonly field: FieldDefinition;
  readonly record: ScreenRecord;
};

function RelatedList({ entityType, field, record }: RelatedListProps) {
  const translate = useTranslate();
  const actions = useMetadata().data?.actions ?? [];
  const {
    data = [],
    pageInfo,
    isPending,
  } = useGetManyReference<ScreenRecord>(
    entityType.key,
    {
      target: field.key,
      id: record.id,
      pagination: { page: 1, perPage: SHOWN },
      sort: { field: "createdAt", order: "DESC" },
    },
    { refetchInterval: REFRESH_INTERVAL_MS },
  );
  const summary = entityType.fields
    .filter((candidate) => candidate.type === "select" || candidate.type === "date")
    .slice(0, 2);
  const filter = encodeURIComponent(
    JSON.stringify({
      where: { kind: "and", filters: [{ kind: "condition", field: field.key, operator: "equals", value: record.id }] },
    }),
  );
  return (
    <Box
      component="section"
      aria-label={entityType.labelPlural}
      sx={{ bgcolor: "background.paper", border: 1, borderColor: "divider", borderRadius: "10px", minWidth: 0 }}
    >
      <Stack direction="row" spacing={1} sx={{ alignItems: "center", px: 2, py: 1 }}>
        <Typography variant="h2">{entityType.labelPlural}</Typography>
        <Typography variant="caption" color="text.secondary">
          {pageInfo?.hasNextPage ? translate("record.more_than", { count: data.length }) : data.length}
        </Typography>
        <Box sx={{ flex: 1 }} />
        {pageInfo?.hasNextPage ? (
          <Button
            size="small"
            color="inherit"
            component={RouterLink}
            to={`/${entityType.key}?filter=${filter}`}
            sx={{ color: "text.secondary" }}
          >
            {translate("record.show_all")}
          </Button>
        ) : null}
        {actions.includes("records.create") ? (
          <Button
            size="small"
            color="inherit"
            startIcon={<AddIcon />}
            component={RouterLink}
            to={`/${entityType.key}/create?fields.${field.key}=${record.id}`}
            sx={{ color: "text.secondary" }}
          >
            {translate("record.create", { label: entityType.label.toLowerCase() })}
          </Button>
        ) : null}
      </Stack>
      {data.length === 0 ? (
        <Typography color="text.secondary" sx={{ px: 2, py: 1.25, borderTop: 1, borderColor: "divider" }}>
          {isPending ? "" : translate("record.related_empty", { label: entityType.labelPlural.toLowerCase() })}
        </Typography>
      ) : (
        <Box component="ul" sx={{ listStyle: "none", m: 0, p: 0 }}>
          {data.map((related) => (
            <RelatedRow key={related.id} entityType={entityType} related={related} summary={summary} />
          ))}
        </Box>
      )}
    </Box>
  );
}

type RelatedRowProps = {
  readonly entityType: EntityType;
  readonly related: ScreenRecord;
  readonly summary: readonly FieldDefinition[];
};

function RelatedRow({ entityType, related, summary }: RelatedRowProps) {
  return (
    <Stack
      component="li"
      direction="row"
      spacing={2}
      sx={{ alignItems: "center", px: 2, minHeight: 40, borderTop: 1, borderColor: "divider" }}
    >
      <Link
        component={RouterLink}
        to={`/${entityType.key}/${related.id}/show`}
        underline="hover"
        noWrap
        sx={{ flex: 1, minWidth: 0, color: "text.primary", fontWeight: 600 }}
      >
        {related.displayName}
      </Link>
      {summary.map((candidate) => (
        <Typography
          key={candidate.key}
          component="span"
          color="text.secondary"
          noWrap
          sx={{ display: { xs: candidate === summary[0] ? "inline" : "none", sm: "inline" } }}
        >
          <FieldDisplay field={candidate} value={fieldValue(related, candidate)} record={related} />
        </Typography>
      ))}
    </Stack>
  );
}
