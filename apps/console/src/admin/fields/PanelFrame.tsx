import Box from "@mui/material/Box";
import Dialog from "@mui/material/Dialog";
import useMediaQuery from "@mui/material/useMediaQuery";
import type { Theme } from "@mui/material/styles";
import { type ReactNode, useEffect, useRef } from "react";

type PanelFrameProps = { readonly label: string; readonly onClose: () => void; readonly children: ReactNode };

/** Beside the list on a wide window, where both can be used; the whole screen on a phone. Escape closes it. */
export function PanelFrame({ label, onClose, children }: PanelFrameProps) {
  const isPhone = useMediaQuery<Theme>((theme) => theme.breakpoints.down("md"), { noSsr: true });
  if (isPhone) {
    return (
      <Dialog open fullScreen onClose={onClose} slotProps={{ paper: { "aria-label": label, sx: { borderRadius: 0 } } }}>
        {children}
      </Dialog>
    );
  }
  return (
    <SidePanel label={label} onClose={onClose}>
      {children}
    </SidePanel>
  );
}

function SidePanel({ label, onClose, children }: PanelFrameProps) {
  const opener = useRef<Element | null>(document.activeElement);
  useEffect(() => {
    const from = opener.current;
    return () => {
      // Back to the row, unless somebody is already elsewhere.
      if (from instanceof HTMLElement && document.activeElement === document.body) from.focus();
    };
  }, []);
  return (
    <Box
      component="aside"
      aria-label={label}
      onKeyDown={(event) => {
        if (event.key !== "Escape" || event.defaultPrevented) return;
        event.stopPropagation();
        onClose();
      }}
      sx={{
        width: 432,
        flex: "none",
        display: "flex",
        flexDirection: "column",
        minHeight: 0,
        borderLeft: 1,
        borderColor: "divider",
      }}
    >
      {children}
    </Box>
  );
}
