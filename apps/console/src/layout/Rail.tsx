import KeyboardDoubleArrowLeftIcon from "@mui/icons-material/KeyboardDoubleArrowLeft";
import KeyboardDoubleArrowRightIcon from "@mui/icons-material/KeyboardDoubleArrowRight";
import Box from "@mui/material/Box";
import IconButton from "@mui/material/IconButton";
import { useSidebarState, useTranslate } from "react-admin";
import { useLocation } from "react-router-dom";
import { useMetadata } from "../provider/metadata.ts";
import { useSession } from "../provider/session.ts";
import { menuGroups } from "./menu-entries.tsx";
import { NavGroup } from "./NavGroup.tsx";

const WIDTH = 232;
const CLOSED_WIDTH = 56;

/** The menu at the left, from metadata: a new entity type is in it at once. */
export function Rail() {
  const translate = useTranslate();
  const [isWide, setWide] = useSidebarState();
  const { pathname } = useLocation();
  // A canvas needs the width more than the words.
  const isCanvas = /^\/(workflows|runs)\/./.test(pathname);
  const open = isWide && !isCanvas;
  const metadata = useMetadata().data;
  const session = useSession().data;
  if (!metadata) return null;
  const groups = menuGroups(metadata, session?.developmentMailbox ?? false);
  return (
    <Box
      component="nav"
      aria-label={translate("layout.main_menu")}
      sx={{
        width: open ? WIDTH : CLOSED_WIDTH,
        height: "100%",
        display: "flex",
        flexDirection: "column",
        overflowY: "auto",
        overflowX: "hidden",
        scrollbarWidth: "none",
        px: 1.25,
        pt: 0.5,
        pb: 1,
      }}
    >
      {groups.map((group) => (
        <NavGroup key={group.label} group={group} open={open} />
      ))}
      <Box sx={{ flex: 1 }} />
      {isCanvas ? null : (
        <IconButton
          size="small"
          onClick={() => setWide(!open)}
          aria-label={translate(open ? "layout.close_rail" : "layout.open_rail")}
          aria-expanded={open}
          sx={{ alignSelf: open ? "flex-end" : "center", color: "text.disabled", mt: 1 }}
        >
          {open ? (
            <KeyboardDoubleArrowLeftIcon sx={{ fontSize: 16 }} />
          ) : (
            <KeyboardDoubleArrowRightIcon sx={{ fontSize: 16 }} />
          )}
        </IconButton>
      )}
    </Box>
  );
}
