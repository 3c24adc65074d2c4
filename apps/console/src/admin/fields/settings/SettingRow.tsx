import Box from "@mui/material/Box";
import type { ReactNode } from "react";

/** Short settings beside each other. */
export function SettingRow({ children }: { readonly children: ReactNode }) {
  return (
    <Box
      sx={{ display: "grid", gap: 1.5, gridAutoFlow: "column", gridAutoColumns: "minmax(0, 1fr)", alignItems: "start" }}
    >
      {children}
    </Box>
  );
}
