import PublicOffIcon from "@mui/icons-material/PublicOff";
import Box from "@mui/material/Box";
import { useTranslate } from "react-admin";
import { useSyncExternalStore } from "react";

/** Stays quiet above the page while there is no network. */
export function OfflineNotice() {
  const translate = useTranslate();
  const isOnline = useSyncExternalStore(subscribe, () => navigator.onLine);
  if (isOnline) return null;
  return (
    <Box
      role="status"
      sx={({ palette }) => ({
        display: "flex",
        gap: 1,
        alignItems: "center",
        px: 2.5,
        py: 1,
        bgcolor: palette.option.slate.soft,
        color: palette.option.slate.text,
      })}
    >
      <PublicOffIcon sx={{ fontSize: 16 }} />
      {translate("state.offline")}
    </Box>
  );
}

function subscribe(onChange: () => void): () => void {
  window.addEventListener("online", onChange);
  window.addEventListener("offline", onChange);
  return () => {
    window.removeEventListener("online", onChange);
    window.removeEventListener("offline", onChange);
  };
}
