import Box from "@mui/material/Box";
import { Layout, type LayoutProps } from "react-admin";
import { Rail } from "./Rail.tsx";
import { TopBar } from "./TopBar.tsx";

/** Grey chrome around one white sheet. */
export function ConsoleLayout({ children }: LayoutProps) {
  return (
    <Layout
      appBar={TopBar}
      menu={Rail}
      sx={{
        "& .RaLayout-appFrame": { mt: 0 },
        "& .RaLayout-content": { p: 0, pr: { md: 1 }, pb: { md: 1 }, minWidth: 0 },
        "& .RaSidebar-paper, & .RaSidebar-fixed": { bgcolor: "background.default" },
      }}
    >
      <Box sx={{ flex: 1, bgcolor: "background.paper", border: { md: 1 }, borderColor: { md: "divider" }, borderRadius: { md: 1.5 }, overflow: "clip", minHeight: "calc(100vh - 60px)", display: "flex", flexDirection: "column" }}>
        {children}
      </Box>
    </Layout>
  );
}
