import Box from "@mui/material/Box";
import Link from "@mui/material/Link";
import { Link as RouterLink } from "react-router-dom";
import type { ScreenRecord } from "../provider/records-of.ts";
import { RecordAvatar } from "./RecordAvatar.tsx";

/** First cell of a row: avatar and name, a link so that the keyboard reaches every record. */
export function NameCell({ record }: { readonly record: ScreenRecord }) {
  return (
    <Box sx={{ display: "flex", alignItems: "center", gap: 1.25, minWidth: 180 }}>
      <RecordAvatar name={record.displayName} />
      <Link
        component={RouterLink}
        to={`/${record.entityType}/${record.id}/show`}
        onClick={(event) => event.stopPropagation()}
        underline="hover"
        sx={{
          color: "text.primary",
          fontWeight: 600,
          overflow: "hidden",
          textOverflow: "ellipsis",
          "&:focus-visible": { outlineOffset: -1 },
        }}
      >
        {record.displayName}
      </Link>
    </Box>
  );
}
