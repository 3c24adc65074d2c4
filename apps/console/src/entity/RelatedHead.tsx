import type { Filter } from "@catalyst/contracts";
import type { InverseRelation } from "@catalyst/custom-fields";
import AddIcon from "@mui/icons-material/Add";
import AddLinkIcon from "@mui/icons-material/AddLink";
import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import IconButton from "@mui/material/IconButton";
import Stack from "@mui/material/Stack";
import Tooltip from "@mui/material/Tooltip";
import Typography from "@mui/material/Typography";
import { useTranslate } from "react-admin";
import { Link as RouterLink } from "react-router-dom";
import { useMetadata } from "../provider/metadata.ts";
import type { ScreenRecord } from "../provider/records-of.ts";

type RelatedHeadProps = {
  readonly relation: InverseRelation;
  readonly record: ScreenRecord;
  readonly count: { readonly shown: number; readonly hasMore: boolean };
  /** Null where nothing may be linked. */
  readonly onLink: (() => void) | null;
};

/** Name and number of a related list, and what can be done with it. */
export function RelatedHead({ relation, record, count, onLink }: RelatedHeadProps) {
  const translate = useTranslate();
  const { entityType, field, label } = relation;
  const actions = useMetadata().data?.actions ?? [];
  const linkLabel = translate("record.related_add", { label: entityType.label.toLowerCase() });
  return (
    <Stack direction="row" spacing={1} sx={{ alignItems: "center", px: 2, py: 1 }}>
      <Typography variant="h2" noWrap>
        {label}
      </Typography>
      <Typography variant="caption" color="text.secondary">
        {count.hasMore ? translate("record.more_than", { count: count.shown }) : count.shown}
      </Typography>
      <Box sx={{ flex: 1 }} />
      {count.hasMore ? (
        <Button
          size="small"
          color="inherit"
          component={RouterLink}
          to={`/${entityType.key}?filter=${listFilter(field.key, record.id)}`}
          sx={{ color: "text.secondary" }}
        >
          {translate("record.show_all")}
        </Button>
      ) : null}
      {onLink ? (
        <Tooltip title={linkLabel}>
          <IconButton size="small" aria-label={linkLabel} onClick={onLink}>
            <AddLinkIcon sx={{ fontSize: 18 }} />
          </IconButton>
        </Tooltip>
      ) : null}
      {actions.includes("records.create") && record.deletedAt === null ? (
        <Button
          size="small"
          color="inherit"
          startIcon={<AddIcon />}
          component={RouterLink}
          to={`/${entityType.key}/create?fields.${field.key}=${record.id}`}
          sx={{ color: "text.secondary", whiteSpace: "nowrap" }}
        >
          {translate("record.create", { label: entityType.label.toLowerCase() })}
        </Button>
      ) : null}
    </Stack>
  );
}

function listFilter(field: string, id: string): string {
  const where: Filter = { kind: "and", filters: [{ kind: "condition", field, operator: "equals", value: id }] };
  return encodeURIComponent(JSON.stringify({ where }));
}
