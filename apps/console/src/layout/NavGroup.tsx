import Box from "@mui/material/Box";
import Tooltip from "@mui/material/Tooltip";
import Typography from "@mui/material/Typography";
import { useTranslate } from "react-admin";
import { NavLink } from "react-router-dom";
import type { MenuEntry, MenuGroup } from "./menu-entries.tsx";

type NavGroupProps = { readonly group: MenuGroup; readonly open: boolean; readonly onGo?: () => void };

/** Links of one group under its name; closed, only their icons. */
export function NavGroup({ group, open, onGo }: NavGroupProps) {
  const translate = useTranslate();
  return (
    <Box component="section" aria-label={translate(group.label)} sx={{ mb: open ? 1.25 : 0.75 }}>
      {open ? (
        <Typography
          variant="overline"
          component="h2"
          color="text.secondary"
          sx={{ px: 1, pt: 0.75, pb: 0.5, fontWeight: 500 }}
        >
          {translate(group.label)}
        </Typography>
      ) : (
        <Box sx={{ borderTop: 1, borderColor: "divider", mx: 0.75, mb: 0.75 }} />
      )}
      <Box component="ul" sx={{ listStyle: "none", m: 0, p: 0 }}>
        {group.entries.map((entry) => (
          <li key={entry.to}>
            <NavEntry entry={entry} open={open} onGo={onGo} />
          </li>
        ))}
      </Box>
    </Box>
  );
}

function NavEntry({
  entry,
  open,
  onGo,
}: {
  readonly entry: MenuEntry;
  readonly open: boolean;
  readonly onGo: (() => void) | undefined;
}) {
  const translate = useTranslate();
  const label = translate(entry.label, { _: entry.label });
  return (
    <Tooltip title={open ? "" : label} placement="right">
      <Box
        component={NavLink}
        to={entry.to}
        aria-label={open ? undefined : label}
        onClick={onGo}
        sx={{
          display: "flex",
          alignItems: "center",
          justifyContent: open ? "flex-start" : "center",
          gap: 1.25,
          height: { xs: 44, md: 32 },
          px: 1,
          mb: "1px",
          border: "1px solid transparent",
          borderRadius: 1,
          color: "text.secondary",
          textDecoration: "none",
          fontSize: { xs: 14, md: 13 },
          fontWeight: 500,
          "& svg": { fontSize: 18 },
          "&:hover": { bgcolor: "action.hover" },
          "&.active": {
            bgcolor: "background.paper",
            borderColor: "divider",
            color: "text.primary",
            fontWeight: 600,
            "& svg": { color: "primary.main" },
          },
        }}
      >
        {entry.icon}
        {open ? (
          <Box component="span" sx={{ overflow: "hidden", textOverflow: "ellipsis", whiteSpace: "nowrap" }}>
            {label}
          </Box>
        ) : null}
      </Box>
    </Tooltip>
  );
}
