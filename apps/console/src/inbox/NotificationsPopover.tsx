import type { NotificationItem } from "@catalyst/contracts";
import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import Popover from "@mui/material/Popover";
import Typography from "@mui/material/Typography";
import { useTranslate } from "react-admin";
import { Link } from "react-router-dom";
import { QueryState } from "../admin/QueryState.tsx";
import { TimeText } from "../time/TimeText.tsx";
import { useMarkRead, useNotifications } from "./use-notifications.ts";

type NotificationsPopoverProps = { readonly anchor: HTMLElement; readonly onClose: () => void };

/** Messages of workflows; each leads to its run, or to what is to be decided. */
export function NotificationsPopover({ anchor, onClose }: NotificationsPopoverProps) {
  const translate = useTranslate();
  const query = useNotifications();
  const markRead = useMarkRead();
  return (
    <Popover
      open
      anchorEl={anchor}
      onClose={onClose}
      anchorOrigin={{ vertical: "bottom", horizontal: "right" }}
      transformOrigin={{ vertical: "top", horizontal: "right" }}
      slotProps={{
        paper: {
          role: "dialog",
          "aria-label": translate("inbox.title"),
          sx: { width: 380, maxWidth: "calc(100vw - 32px)", maxHeight: 520, borderRadius: "12px" },
        },
      }}
    >
      <Box sx={{ display: "flex", alignItems: "center", gap: 1, p: 2, pb: 1 }}>
        <Typography variant="h2" component="h2" sx={{ flex: 1 }}>
          {translate("inbox.title")}
        </Typography>
        <Button size="small" component={Link} to="/approvals" onClick={onClose}>
          {translate("inbox.approvals")}
        </Button>
        <Button size="small" disabled={(query.data?.unread ?? 0) === 0} onClick={() => markRead.mutate(undefined)}>
          {translate("inbox.read_all")}
        </Button>
      </Box>
      <QueryState query={query}>
        {({ notifications }) =>
          notifications.length === 0 ? (
            <Box sx={{ p: 2, pt: 0 }}>
              <Typography variant="body2">{translate("inbox.empty")}</Typography>
              <Typography variant="caption" color="text.secondary">
                {translate("inbox.empty_hint")}
              </Typography>
            </Box>
          ) : (
            <Box component="ul" sx={{ listStyle: "none", m: 0, p: 0 }}>
              {notifications.map((item) => (
                <Item
                  key={item.notificationId}
                  item={item}
                  onOpen={() => {
                    markRead.mutate([item.notificationId]);
                    onClose();
                  }}
                />
              ))}
            </Box>
          )
        }
      </QueryState>
    </Popover>
  );
}

type ItemProps = { readonly item: NotificationItem; readonly onOpen: () => void };

function Item({ item, onOpen }: ItemProps) {
  const translate = useTranslate();
  const target = item.waitId === null ? (item.runId === null ? null : `/runs/${item.runId}`) : "/approvals";
  return (
    <Box
      component="li"
      sx={{ px: 2, py: 1.25, borderTop: 1, borderColor: "divider", bgcolor: item.readAt ? undefined : "action.hover" }}
    >
      <Typography variant="body2" sx={{ fontWeight: item.readAt ? 400 : 600, overflowWrap: "anywhere" }}>
        {item.title}
      </Typography>
      {item.body === "" ? null : (
        <Typography
          variant="caption"
          component="p"
          sx={{ m: 0, whiteSpace: "pre-wrap", overflowWrap: "anywhere", maxHeight: 96, overflow: "hidden" }}
        >
          {item.body}
        </Typography>
      )}
      <Box sx={{ display: "flex", alignItems: "center", justifyContent: "space-between" }}>
        <Typography variant="caption" color="text.secondary">
          <TimeText at={item.createdAt} />
        </Typography>
        {target === null ? null : (
          <Button size="small" component={Link} to={target} onClick={onOpen}>
            {translate(item.waitId === null ? "inbox.to_run" : "inbox.to_approval")}
          </Button>
        )}
      </Box>
    </Box>
  );
}
