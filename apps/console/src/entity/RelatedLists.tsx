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
  const relations = entityTypes.flatMap((other) => other.fields.flatMap((field) => (field.type === "relation" && field.config.targetEntityType === entityType.key ? [{ other, field }] : [])));
  return (
    <>
      {relations.map(({ other, field }) => (
        <RelatedList key={`${other.key}.${field.key}`} entityType={other} field={field} record={record} />
      ))}
    </>
  );
}

type RelatedListProps = { readonly entityType: EntityType; readonly field: FieldDefinition; readonly record: ScreenRecord };

function RelatedList({ entityType, field, record }: RelatedListProps) {
  const translate = useTranslate();
  const actions = useMetadata().data?.actions ?? [];
  const { data = [], pageInfo } = useGetManyReference<ScreenRecord>(
    entityType.key,
    { target: field.key, id: record.id, pagination: { page: 1, perPage: SHOWN }, sort: { field: "createdAt", order: "DESC" } },
    { refetchInterval: REFRESH_INTERVAL_MS },
  );
  const summary = entityType.fields.filter((candidate) => candidate.type === "select" || candidate.type === "date").slice(0, 2);
  const filter = encodeURIComponent(JSON.stringify({ where: { kind: "and", filters: [{ kind: "condition", field: field.key, operator: "equals", value: record.id }] } }));
  return (
    <Box component="section" aria-label={entityType.labelPlural} sx={{ mx: { xs: 2, md: 2.5 }, mb: 2.5, border: 1, borderColor: "divider", borderRadius: 1.25 }}>
      <Stack direction="row" sx={{ alignItems: "center", px: 1.5, py: 0.75, borderBottom: data.length > 0 ? 1 : 0, borderColor: "divider" }}>
        <Typography variant="h2" sx={{ flex: 1 }}>
          {entityType.labelPlural}
        </Typography>
        {pageInfo?.hasNextPage ? (
          <Button size="small" component={RouterLink} to={`/${entityType.key}?filter=${filter}`}>
            {translate("record.show_all")}
          </Button>
        ) : null}
        {actions.includes("records.create") ? (
          <Button size="small" startIcon={<AddIcon />} component={RouterLink} to={`/${entityType.key}/create?fields.${field.key}=${record.id}`} aria-label={translate("record.create", { label: entityType.label.toLowerCase() })}>
            {translate("record.add")}
          </Button>
        ) : null}
      </Stack>
      {data.map((related) => (
        <Stack key={related.id} direction="row" spacing={2} sx={{ px: 1.5, py: 1, borderBottom: 1, borderColor: "divider", "&:last-child": { borderBottom: 0 } }}>
          <Link component={RouterLink} to={`/${entityType.key}/${related.id}/show`} underline="hover" sx={{ flex: 1, minWidth: 0 }}>
            {related.displayName}
          </Link>
          {summary.map((candidate) => (
            <Typography key={candidate.key} variant="caption" color="text.secondary">
              <FieldDisplay field={candidate} value={fieldValue(related, candidate)} record={related} />
            </Typography>
          ))}
        </Stack>
      ))}
    </Box>
  );
}
