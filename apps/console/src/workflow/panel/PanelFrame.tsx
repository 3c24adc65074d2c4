import CloseIcon from "@mui/icons-material/CloseOutlined";
import Box from "@mui/material/Box";
import IconButton from "@mui/material/IconButton";
import Typography from "@mui/material/Typography";
import type { ReactNode } from "react";
import { useTranslate } from "react-admin";

type PanelFrameProps = {
  readonly label: string;
  readonly tile: ReactNode;
  readonly title: ReactNode;
  readonly detail: string;
  readonly actions?: ReactNode;
  readonly width?: number;
  readonly onClose: () => void;
  readonly children: ReactNode;
};

/** The side panel: at the right of the canvas, over the whole screen on a phone. Escape closes it. */
export function PanelFrame({ label, tile, title, detail, actions, width = 404, onClose, children }: PanelFrameProps) {
  const translate = useTranslate();
  return (
    <Box
      component="aside"
      aria-label={label}
      onKeyDown={(event) => {
        if (event.key === "Escape" && !event.defaultPrevented) onClose();
      }}
      sx={{
        width: { xs: 1, md: width },
        flex: "none",
        display: "flex",
        flexDirection: "column",
        minHeight: 0,
        bgcolor: "background.paper",
        borderLeft: { md: 1 },
        borderColor: { md: "divider" },
        position: { xs: "absolute", md: "static" },
        inset: { xs: 0 },
        zIndex: { xs: 6, md: "auto" },
      }}
    >
      <Box sx={{ display: "flex", alignItems: "center", gap: 1.5, p: 2, borderBottom: 1, borderColor: "divider" }}>
        {tile}
        <Box sx={{ flex: 1, minWidth: 0 }}>
          {title}
          <Typography variant="caption" color="text.secondary" component="div" noWrap>
            {detail}
          </Typography>
        </Box>
        {actions}
        <IconButton size="small" aria-label={translate("workflow.panel.close")} onClick={onClose}>
          <CloseIcon fontSize="small" />
        </IconButton>
      </Box>
      <Box
        role="group"
        aria-label={label}
        tabIndex={0}
        sx={{ flex: 1, overflowY: "auto", p: 2, "&:focus-visible": { outlineOffset: "-2px !important" } }}
      >
        {children}
      </Box>
    </Box>
  );
}
