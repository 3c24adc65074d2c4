import Typography from "@mui/material/Typography";
import Box from "@mui/material/Box";
import { Menu, useSidebarState, useTranslate } from "react-admin";
import { useMetadata } from "../provider/metadata.ts";
import { useSession } from "../provider/session.ts";
import { menuGroups } from "./menu-entries.tsx";

/** The menu at the left, from metadata: a new entity type is in it at once. */
export function Rail() {
  const translate = useTranslate();
  const [open] = useSidebarState();
  const metadata = useMetadata().data;
  const session = useSession().data;
  if (!metadata) return null;
  return (
    <Menu sx={{ pt: 1, pb: 8, "& .RaMenuItemLink-root, & .MuiMenuItem-root": { borderRadius: 1, mx: 1, px: 1.25, py: 0.75, gap: 0.5 }, "& .RaMenuItemLink-active": { bgcolor: "background.paper", color: "text.primary", fontWeight: 600 } }}>
      {menuGroups(metadata, session?.developmentMailbox ?? false).map((group) => (
        <Box component="li" key={group.label} sx={{ listStyle: "none" }}>
          {open ? (
            <Typography variant="overline" color="text.secondary" component="div" sx={{ px: 2.25, pt: 1.5, pb: 0.5 }}>
              {translate(group.label)}
            </Typography>
          ) : (
            <Box sx={{ height: 12 }} />
          )}
          <Box component="ul" sx={{ p: 0, m: 0 }}>
            {group.entries.map((entry) => (
              <Menu.Item key={entry.to} to={entry.to} primaryText={translate(entry.label, { _: entry.label })} leftIcon={entry.icon} />
            ))}
          </Box>
        </Box>
      ))}
    </Menu>
  );
}
