import type { EntityType } from "@catalyst/contracts";
import Box from "@mui/material/Box";
import Link from "@mui/material/Link";
import Typography from "@mui/material/Typography";
import { Link as RouterLink } from "react-router-dom";
import type { ScreenRecord } from "../provider/records-of.ts";
import { RecordAvatar } from "./RecordAvatar.tsx";
import { secondLine } from "./second-line.ts";

type NameCellProps = { readonly entityType: EntityType; readonly record: ScreenRecord };

/** First cell of a row: avatar, name and a grey second line; a link, so that the keyboard reaches every record. */
export function NameCell({ entityType, record }: NameCellProps) {
  const line = secondLine(entityType, record);
  return (
    <Box sx={{ display: "flex", alignItems: "center", gap: 1.25, minWidth: 180, minHeight: 32 }}>
      <RecordAvatar name={record.displayName} />
      <Box sx={{ minWidth: 0 }}>
        <Link
          component={RouterLink}
          to={`/${record.entityType}/${record.id}/show`}
          onClick={(event) => event.stopPropagation()}
          underline="hover"
          sx={{
            display: "block",
            color: "text.primary",
            fontWeight: 600,
            lineHeight: "17px",
            overflow: "hidden",
            textOverflow: "ellipsis",
            "&:focus-visible": { outlineOffset: -1 },
          }}
        >
          {record.displayName}
        </Link>
        {line === null ? null : (
          <Typography
            noWrap
            component="div"
            color="text.secondary"
            title={line}
            sx={{ fontSize: 12, lineHeight: "15px", maxWidth: 260 }}
          >
            {line}
          </Typography>
        )}
      </Box>
    </Box>
  );
}
