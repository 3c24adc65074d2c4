import DarkModeOutlinedIcon from "@mui/icons-material/DarkModeOutlined";
import LightModeOutlinedIcon from "@mui/icons-material/LightModeOutlined";
import LogoutIcon from "@mui/icons-material/Logout";
import PublicOutlinedIcon from "@mui/icons-material/PublicOutlined";
import Box from "@mui/material/Box";
import Divider from "@mui/material/Divider";
import IconButton from "@mui/material/IconButton";
import ListItemIcon from "@mui/material/ListItemIcon";
import Menu from "@mui/material/Menu";
import MenuItem from "@mui/material/MenuItem";
import { useTheme as useMuiTheme } from "@mui/material/styles";
import Typography from "@mui/material/Typography";
import { useLogout, useTheme, useTranslate } from "react-admin";
import { lazy, Suspense, useState } from "react";
import { useBrowserCalendar } from "../calendar/use-browser-calendar.ts";
import { RecordAvatar } from "../entity/RecordAvatar.tsx";
import { useSession } from "../provider/session.ts";

const CalendarDialog = lazy(async () => ({ default: (await import("../calendar/CalendarDialog.tsx")).CalendarDialog }));

/** Who one is, the time zone, the theme, and the way out. */
export function ProfileMenu() {
  const translate = useTranslate();
  const logout = useLogout();
  const [, setTheme] = useTheme();
  const isDark = useMuiTheme().palette.mode === "dark";
  const session = useSession().data;
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const [calendarOpen, setCalendarOpen] = useState(false);
  useBrowserCalendar();
  if (!session) return null;
  const toggleTheme = () => {
    setTheme(isDark ? "light" : "dark");
    setAnchor(null);
  };
  return (
    <>
      <IconButton
        onClick={(event) => setAnchor(event.currentTarget)}
        aria-haspopup="menu"
        aria-expanded={anchor !== null}
        aria-label={translate("layout.profile", { name: session.user.name })}
        sx={{ p: 0.5 }}
      >
        <RecordAvatar name={session.user.name} size={28} round />
      </IconButton>
      <Menu anchorEl={anchor} open={anchor !== null} onClose={() => setAnchor(null)}>
        <Box component="li" role="none" sx={{ px: 2, py: 0.75 }}>
          <Typography sx={{ fontWeight: 600 }}>{session.user.name}</Typography>
          <Typography variant="caption" color="text.secondary">
            {session.user.email}
          </Typography>
        </Box>
        <Divider component="li" sx={{ my: 0.5 }} />
        <MenuItem onClick={toggleTheme}>
          <ListItemIcon>
            {isDark ? <LightModeOutlinedIcon sx={{ fontSize: 16 }} /> : <DarkModeOutlinedIcon sx={{ fontSize: 16 }} />}
          </ListItemIcon>
          {translate(isDark ? "layout.light_theme" : "layout.dark_theme")}
        </MenuItem>
        <MenuItem
          onClick={() => {
            setAnchor(null);
            setCalendarOpen(true);
          }}
        >
          <ListItemIcon>
            <PublicOutlinedIcon sx={{ fontSize: 16 }} />
          </ListItemIcon>
          {translate("calendar.menu")}
        </MenuItem>
        <MenuItem onClick={() => void logout()}>
          <ListItemIcon>
            <LogoutIcon sx={{ fontSize: 16 }} />
          </ListItemIcon>
          {translate("layout.sign_out")}
        </MenuItem>
      </Menu>
      {calendarOpen ? (
        <Suspense>
          <CalendarDialog onClose={() => setCalendarOpen(false)} />
        </Suspense>
      ) : null}
    </>
  );
}
