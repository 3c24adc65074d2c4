import Link from "@mui/material/Link";
import Stack from "@mui/material/Stack";
import Typography from "@mui/material/Typography";
import { useTranslate } from "react-admin";
import { Link as RouterLink } from "react-router-dom";
import type { FieldDisplayProps } from "../field-props.ts";
import { textOf } from "../text-of.ts";

/** The records that a relation points to, by name; of those that the reader does not see, that there are some. */
export function RelationDisplay({ field, value, record }: FieldDisplayProps) {
  const translate = useTranslate();
  const ids = Array.isArray(value) ? value : value === null ? [] : [textOf(value)];
  return (
    <Stack component="span" direction="row" sx={{ display: "inline-flex", flexWrap: "wrap", columnGap: 1 }}>
      {ids.map((id) => {
        const reference = record.refs[id];
        return reference ? (
          <Link
            key={id}
            component={RouterLink}
            to={`/${reference.entityType}/${id}/show`}
            underline="hover"
            onClick={(event) => event.stopPropagation()}
          >
            {reference.displayName}
          </Link>
        ) : null;
      })}
      {record.hiddenRelations?.includes(field.key) ? (
        <Typography component="span" variant="inherit" color="text.secondary" sx={{ fontStyle: "italic" }}>
          {translate("record.not_visible")}
        </Typography>
      ) : null}
    </Stack>
  );
}
