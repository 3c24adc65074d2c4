import AddIcon from "@mui/icons-material/Add";
import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import Menu from "@mui/material/Menu";
import MenuItem from "@mui/material/MenuItem";
import { AppBar, ToggleThemeButton, useTranslate } from "react-admin";
import { useState } from "react";
import { Link } from "react-router-dom";
import { useMetadata } from "../provider/metadata.ts";
import { TenantSwitcher } from "./TenantSwitcher.tsx";

/** The bar on top: tenant at the left, Create and profile at the right. */
export function TopBar() {
  return (
    <AppBar position="sticky" toolbar={<ToggleThemeButton />} sx={{ "& .RaAppBar-toolbar": { minHeight: 52 } }}>
      <TenantSwitcher />
      <Box sx={{ flex: 1 }} />
      <CreateMenu />
    </AppBar>
  );
}

function CreateMenu() {
  const translate = useTranslate();
  const metadata = useMetadata().data;
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  if (!metadata?.actions.includes("records.create")) return null;
  return (
    <>
      <Button variant="outlined" size="small" startIcon={<AddIcon />} aria-haspopup="menu" onClick={(event) => setAnchor(event.currentTarget)} sx={{ mr: 1, bgcolor: "background.paper" }}>
        {translate("layout.create")}
      </Button>
      <Menu anchorEl={anchor} open={anchor !== null} onClose={() => setAnchor(null)}>
        {metadata.entityTypes.map((type) => (
          <MenuItem key={type.key} component={Link} to={`/${type.key}/create`} onClick={() => setAnchor(null)}>
            {type.label}
          </MenuItem>
        ))}
      </Menu>
    </>
  );
}
