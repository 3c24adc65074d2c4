import Box from "@mui/material/Box";
import type { SidebarProps } from "react-admin";

/** Where the rail stands; a phone has the bottom bar instead. */
export function RailFrame({ children }: SidebarProps) {
  return <Box sx={{ display: { xs: "none", md: "block" }, flex: "none", minHeight: 0 }}>{children}</Box>;
}
