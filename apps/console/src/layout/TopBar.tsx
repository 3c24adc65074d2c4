import Box from "@mui/material/Box";
import { NotificationsButton } from "../inbox/NotificationsButton.tsx";
import { CreateMenu } from "./CreateMenu.tsx";
import { ProfileMenu } from "./ProfileMenu.tsx";
import { SearchPalette } from "./SearchPalette.tsx";
import { TenantSwitcher } from "./TenantSwitcher.tsx";

/** The bar on top: tenant at the left, search in the middle, Create and profile at the right. */
export function TopBar() {
  return (
    <Box
      component="header"
      sx={{
        height: 52,
        flex: "none",
        px: { xs: 1, md: 1.5 },
        display: "grid",
        alignItems: "center",
        gap: { xs: 0.5, md: 2 },
        gridTemplateColumns: {
          xs: "minmax(0, 1fr) auto auto",
          md: "minmax(0, 1fr) minmax(200px, 520px) minmax(0, 1fr)",
        },
        position: { xs: "sticky", md: "static" },
        top: 0,
        zIndex: "appBar",
        bgcolor: "background.default",
        borderBottom: { xs: 1, md: 0 },
        borderColor: { xs: "divider" },
      }}
    >
      <Box sx={{ minWidth: 0 }}>
        <TenantSwitcher />
      </Box>
      <SearchPalette />
      <Box sx={{ display: "flex", alignItems: "center", justifyContent: "flex-end", gap: { xs: 0, md: 1 } }}>
        <CreateMenu />
        <NotificationsButton />
        <ProfileMenu />
      </Box>
    </Box>
  );
}
