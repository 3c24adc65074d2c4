import type { FieldDefinition } from "@catalyst/contracts";
import type { InverseRelation } from "@catalyst/custom-fields";
import LinkOffIcon from "@mui/icons-material/LinkOff";
import IconButton from "@mui/material/IconButton";
import Link from "@mui/material/Link";
import Stack from "@mui/material/Stack";
import Typography from "@mui/material/Typography";
import { useNotify, useTranslate } from "react-admin";
import { Link as RouterLink } from "react-router-dom";
import { FieldDisplay } from "../field/FieldDisplay.tsx";
import { toApiError } from "../provider/api-error.ts";
import type { ScreenRecord } from "../provider/records-of.ts";
import { changeLink } from "./change-link.ts";
import { fieldValue } from "./field-value.ts";

type RelatedRowProps = {
  readonly relation: InverseRelation;
  readonly record: ScreenRecord;
  readonly related: ScreenRecord;
  readonly summary: readonly FieldDefinition[];
  /** Null where nothing may be unlinked. */
  readonly onUnlinked: (() => unknown) | null;
};

/** A record that points to this one: its name, what sums it up, and the way to take the link back. */
export function RelatedRow({ relation, record, related, summary, onUnlinked }: RelatedRowProps) {
  const translate = useTranslate();
  const notify = useNotify();
  const unlink = async () => {
    try {
      await changeLink(relation, related, { remove: record.id });
      notify("record.related_unlinked", { type: "success", messageArgs: { name: related.displayName } });
    } catch (failure) {
      notify(toApiError(failure).message, { type: "error" });
    }
    onUnlinked?.();
  };
  return (
    <Stack
      component="li"
      direction="row"
      spacing={2}
      sx={{
        alignItems: "center",
        px: 2,
        minHeight: 40,
        borderTop: 1,
        borderColor: "divider",
        "& .unlink": { opacity: { xs: 1, md: 0 } },
        "&:hover .unlink, &:focus-within .unlink": { opacity: 1 },
      }}
    >
      <Link
        component={RouterLink}
        to={`/${relation.entityType.key}/${related.id}/show`}
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
          {fieldValue(related, candidate) === null ? null : (
            <FieldDisplay field={candidate} value={fieldValue(related, candidate)} record={related} compact />
          )}
        </Typography>
      ))}
      {onUnlinked ? (
        <IconButton
          className="unlink"
          size="small"
          edge="end"
          aria-label={translate("record.related_unlink", { name: related.displayName })}
          onClick={() => void unlink()}
        >
          <LinkOffIcon sx={{ fontSize: 16 }} />
        </IconButton>
      ) : null}
    </Stack>
  );
}
