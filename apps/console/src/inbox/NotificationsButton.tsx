import NotificationsIcon from "@mui/icons-material/NotificationsNoneOutlined";
import Badge from "@mui/material/Badge";
import IconButton from "@mui/material/IconButton";
import Tooltip from "@mui/material/Tooltip";
import { useTranslate } from "react-admin";
import { lazy, Suspense, useState } from "react";
import { useNotifications } from "./use-notifications.ts";

// Nobody looks at messages on the first page that is shown.
const NotificationsPopover = lazy(async () => ({
  default: (await import("./NotificationsPopover.tsx")).NotificationsPopover,
}));

/** The bell, with how many messages are unread. */
export function NotificationsButton() {
  const translate = useTranslate();
  const unread = useNotifications().data?.unread ?? 0;
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const label = unread === 0 ? translate("inbox.open") : translate("inbox.open_unread", { smart_count: unread });
  return (
    <>
      <Tooltip title={label}>
        <IconButton
          size="small"
          aria-label={label}
          aria-haspopup="dialog"
          aria-expanded={anchor !== null}
          onClick={(event) => setAnchor(event.currentTarget)}
        >
          {/* A badge of zero is not drawn, but its text would stand against the button's name. */}
          <Badge badgeContent={unread === 0 ? null : unread} color="primary" max={99}>
            <NotificationsIcon fontSize="small" />
          </Badge>
        </IconButton>
      </Tooltip>
      {anchor === null ? null : (
        <Suspense fallback={null}>
          <NotificationsPopover anchor={anchor} onClose={() => setAnchor(null)} />
        </Suspense>
      )}
    </>
  );
}
