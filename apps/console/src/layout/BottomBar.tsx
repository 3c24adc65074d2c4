import MenuIcon from "@mui/icons-material/Menu";
import Box from "@mui/material/Box";
import Drawer from "@mui/material/Drawer";
import type { SxProps, Theme } from "@mui/material/styles";
import { useTranslate } from "react-admin";
import { useState } from "react";
import { NavLink } from "react-router-dom";
import { useMetadata } from "../provider/metadata.ts";
import { useSession } from "../provider/session.ts";
import { menuGroups } from "./menu-entries.tsx";
import { NavGroup } from "./NavGroup.tsx";

/** Places beside "More". */
const SHOWN = 4;

const ENTRY: SxProps<Theme> = {
  display: "grid",
  justifyItems: "center",
  alignContent: "center",
  gap: "2px",
  height: 56,
  minWidth: 0,
  p: 0,
  border: 0,
  bgcolor: "transparent",
  color: "text.secondary",
  textDecoration: "none",
  font: "inherit",
  fontSize: 11,
  fontWeight: 500,
  "& svg": { fontSize: 20, boxSizing: "content-box", px: 2, py: "3px", borderRadius: "13px" },
  "&.active": { color: "primary.main", fontWeight: 600, "& svg": { bgcolor: "accentSoft" } },
};

/** The menu of a phone: the first entity types, and all the rest under "More". */
export function BottomBar() {
  const translate = useTranslate();
  const [open, setOpen] = useState(false);
  const metadata = useMetadata().data;
  const session = useSession().data;
  if (!metadata) return null;
  const groups = menuGroups(metadata, session?.developmentMailbox ?? false);
  const [records] = groups;
  return (
    <Box
      component="nav"
      aria-label={translate("layout.main_menu")}
      sx={{
        display: { xs: "grid", md: "none" },
        gridTemplateColumns: "repeat(5, minmax(0, 1fr))",
        position: "fixed",
        left: 0,
        right: 0,
        bottom: 0,
        zIndex: "appBar",
        bgcolor: "background.paper",
        borderTop: 1,
        borderColor: "divider",
      }}
    >
      {(records?.entries ?? []).slice(0, SHOWN).map((entry) => (
        <Box key={entry.to} component={NavLink} to={entry.to} sx={ENTRY}>
          {entry.icon}
          <Box
            component="span"
            sx={{ maxWidth: "100%", overflow: "hidden", textOverflow: "ellipsis", whiteSpace: "nowrap" }}
          >
            {entry.label}
          </Box>
        </Box>
      ))}
      <Box component="button" type="button" aria-haspopup="dialog" onClick={() => setOpen(true)} sx={ENTRY}>
        <MenuIcon />
        {translate("layout.more")}
      </Box>
      <Drawer
        anchor="bottom"
        open={open}
        onClose={() => setOpen(false)}
        slotProps={{
          paper: {
            role: "dialog",
            "aria-label": translate("layout.main_menu"),
            sx: { borderRadius: "14px 14px 0 0", p: 2, maxHeight: "80vh" },
          },
        }}
      >
        {groups.map((group) => (
          <NavGroup key={group.label} group={group} open onGo={() => setOpen(false)} />
        ))}
      </Drawer>
    </Box>
  );
}
