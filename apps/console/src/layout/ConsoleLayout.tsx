import type { SxProps, Theme } from "@mui/material/styles";
import { Layout, type LayoutProps } from "react-admin";
import { BottomBar } from "./BottomBar.tsx";
import { RailFrame } from "./RailFrame.tsx";
import { Rail } from "./Rail.tsx";
import { OfflineNotice } from "../state/OfflineNotice.tsx";
import { PageError } from "../state/PageError.tsx";
import { TopBar } from "./TopBar.tsx";

/** On a wide window the sheet scrolls and the frame stays; on a phone the page scrolls above the bottom bar. */
const FRAME: SxProps<Theme> = {
  minWidth: 0,
  height: { md: "100vh" },
  overflow: { md: "hidden" },
  "& .RaLayout-appFrame": { mt: 0, minHeight: 0, minWidth: 0 },
  "& .RaLayout-contentWithSidebar": { minHeight: 0, minWidth: 0 },
  "& .RaLayout-content": {
    p: 0,
    mr: { md: 1 },
    mb: { xs: "56px", md: 1 },
    minWidth: 0,
    minHeight: 0,
    flex: 1,
    bgcolor: "background.paper",
    border: { md: 1 },
    borderColor: { md: "divider" },
    borderRadius: { md: "12px" },
    overflow: { md: "auto" },
    position: "relative",
  },
  "& .RaLayout-content > form": { display: "flex", flexDirection: "column", flex: 1, minHeight: 0 },
};

/** Grey chrome around one white sheet. */
export function ConsoleLayout({ children }: LayoutProps) {
  return (
    <Layout appBar={TopBar} menu={Rail} sidebar={RailFrame} error={PageError} sx={FRAME}>
      <OfflineNotice />
      {children}
      <BottomBar />
    </Layout>
  );
}
