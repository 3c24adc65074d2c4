import Box from "@mui/material/Box";
import type { ScreenRecord } from "../provider/records-of.ts";
import { RecordAvatar } from "./RecordAvatar.tsx";

/** First cell of a row: avatar and name. */
export function NameCell({ record }: { readonly record: ScreenRecord }) {
  return (
    <Box sx={{ display: "flex", alignItems: "center", gap: 1.25, minWidth: 180, fontWeight: 600 }}>
      <RecordAvatar name={record.displayName} />
      <span>{record.displayName}</span>
    </Box>
  );
}
