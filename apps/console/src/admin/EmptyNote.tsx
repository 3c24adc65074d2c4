import Box from "@mui/material/Box";
import Typography from "@mui/material/Typography";
import type { ReactNode } from "react";

type EmptyNoteProps = { readonly title: string; readonly hint: string; readonly action?: ReactNode };

/** What a list shows while it has nothing: why, and what to do next. */
export function EmptyNote({ title, hint, action }: EmptyNoteProps) {
  return (
    <Box sx={{ display: "grid", justifyItems: "center", gap: 1, py: 8, px: 2.5, textAlign: "center" }}>
      <Typography variant="h2">{title}</Typography>
      <Typography variant="body2" color="text.secondary" sx={{ maxWidth: 420 }}>
        {hint}
      </Typography>
      {action}
    </Box>
  );
}
