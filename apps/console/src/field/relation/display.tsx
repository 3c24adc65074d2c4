import Link from "@mui/material/Link";
import Stack from "@mui/material/Stack";
import { Link as RouterLink } from "react-router-dom";
import type { FieldDisplayProps } from "../field-props.ts";

/** The records that a relation points to, by name. */
export function RelationDisplay({ value, record }: FieldDisplayProps) {
  const ids = Array.isArray(value) ? value : [String(value)];
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
    </Stack>
  );
}
