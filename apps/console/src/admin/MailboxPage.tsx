import type { MailboxMail } from "@catalyst/contracts";
import Box from "@mui/material/Box";
import List from "@mui/material/List";
import ListItemButton from "@mui/material/ListItemButton";
import ListItemText from "@mui/material/ListItemText";
import Typography from "@mui/material/Typography";
import { useQuery } from "@tanstack/react-query";
import { useTranslate } from "react-admin";
import { useState } from "react";
import { trpc } from "../provider/trpc-client.ts";
import { EmptyNote } from "./EmptyNote.tsx";
import { QueryState } from "./QueryState.tsx";
import { SettingsPage } from "./SettingsPage.tsx";
import { useFormatTime } from "./use-format-time.ts";

/** New mails appear by themselves. */
const REFRESH_INTERVAL_MS = 2_000;

/** `/mailbox`: what workflows would have sent, while no mail provider is configured. */
export function MailboxPage() {
  const translate = useTranslate();
  const query = useQuery({
    queryKey: ["mailbox"],
    queryFn: () => trpc.mailbox.list.query({}),
    refetchInterval: REFRESH_INTERVAL_MS,
  });
  return (
    <SettingsPage title={translate("admin.mailbox.title")} hint={translate("admin.mailbox.hint")}>
      <QueryState query={query}>
        {({ mails }) =>
          mails.length === 0 ? (
            <EmptyNote title={translate("admin.mailbox.empty")} hint={translate("admin.mailbox.empty_hint")} />
          ) : (
            <Mails mails={mails} />
          )
        }
      </QueryState>
    </SettingsPage>
  );
}

function Mails({ mails }: { readonly mails: readonly MailboxMail[] }) {
  const translate = useTranslate();
  const formatTime = useFormatTime();
  const [openId, setOpenId] = useState<string | null>(null);
  const open = mails.find((mail) => mail.mailId === openId) ?? mails[0];
  return (
    <Box
      sx={{
        display: "grid",
        gridTemplateColumns: { xs: "1fr", md: "minmax(280px, 380px) 1fr" },
        flex: 1,
        borderTop: 1,
        borderColor: "divider",
      }}
    >
      <List
        disablePadding
        aria-label={translate("admin.mailbox.title")}
        sx={{ borderRight: { md: 1 }, borderColor: { md: "divider" } }}
      >
        {mails.map((mail) => (
          <li key={mail.mailId}>
            <ListItemButton selected={mail.mailId === open?.mailId} onClick={() => setOpenId(mail.mailId)}>
              <ListItemText
                primary={mail.subject}
                secondary={translate("admin.mailbox.line", { to: mail.to, time: formatTime(mail.sentAt) })}
                slotProps={{ primary: { sx: { fontWeight: 600 }, noWrap: true }, secondary: { noWrap: true } }}
              />
            </ListItemButton>
          </li>
        ))}
      </List>
      {open ? (
        <Box component="article" sx={{ p: 2.5 }}>
          <Typography variant="h2">{open.subject}</Typography>
          <Typography variant="caption" color="text.secondary" component="p" sx={{ mb: 2 }}>
            {translate("admin.mailbox.envelope", { from: open.from, to: open.to, time: formatTime(open.sentAt) })}
          </Typography>
          <Typography variant="body2" sx={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}>
            {open.text}
          </Typography>
        </Box>
      ) : null}
    </Box>
  );
}
