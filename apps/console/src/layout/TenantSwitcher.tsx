import UnfoldMoreIcon from "@mui/icons-material/UnfoldMore";
import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import ListItemText from "@mui/material/ListItemText";
import Menu from "@mui/material/Menu";
import MenuItem from "@mui/material/MenuItem";
import { useTranslate } from "react-admin";
import { useState } from "react";
import { RecordAvatar } from "../entity/RecordAvatar.tsx";
import { useSession, useSwitchTenant } from "../provider/session.ts";

/** Which tenant one is in, and the way to another; the whole page changes with it. */
export function TenantSwitcher() {
  const translate = useTranslate();
  const session = useSession().data;
  const switchTenant = useSwitchTenant();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  if (!session?.tenant) return null;
  const { tenant, memberships } = session;
  const go = async (target: (typeof memberships)[number]) => {
    setAnchor(null);
    await switchTenant(target.tenantId);
    window.location.assign("/");
  };
  return (
    <>
      <Button
        color="inherit"
        onClick={(event) => setAnchor(event.currentTarget)}
        endIcon={<UnfoldMoreIcon fontSize="small" />}
        aria-haspopup="menu"
        title={translate("layout.tenant", { name: tenant.name })}
        sx={{ gap: 1, minWidth: 0 }}
      >
        <RecordAvatar name={tenant.name} size={24} />
        <Box
          component="span"
          sx={{ overflow: "hidden", textOverflow: "ellipsis", maxWidth: { xs: 120, sm: 220 }, fontSize: 14 }}
        >
          {tenant.name}
        </Box>
      </Button>
      <Menu anchorEl={anchor} open={anchor !== null} onClose={() => setAnchor(null)}>
        {memberships.map((membership) => (
          <MenuItem
            key={membership.tenantId}
            selected={membership.tenantId === tenant.id}
            onClick={() => void go(membership)}
          >
            <ListItemText primary={membership.name} secondary={translate(`layout.role.${membership.role}`)} />
          </MenuItem>
        ))}
      </Menu>
    </>
  );
}
