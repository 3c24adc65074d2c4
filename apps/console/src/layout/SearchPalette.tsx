import SearchIcon from "@mui/icons-material/Search";
import Box from "@mui/material/Box";
import ButtonBase from "@mui/material/ButtonBase";
import { useTranslate } from "react-admin";
import { lazy, Suspense, useEffect, useState } from "react";

const SearchDialog = lazy(async () => ({ default: (await import("./SearchDialog.tsx")).SearchDialog }));

const KEYS = /Mac|iPhone|iPad/.test(navigator.userAgent) ? "⌘ K" : "Ctrl K";

/** Only drawn on a wide window, read out everywhere: it is the button's name. */
const HIDDEN_ON_PHONE = {
  position: { xs: "absolute", md: "static" },
  clipPath: { xs: "inset(50%)", md: "none" },
  width: { xs: "1px", md: "auto" },
  height: { xs: "1px", md: "auto" },
  overflow: "hidden",
  whiteSpace: "nowrap",
} as const;

/** The search box of the top bar; it opens the palette, as Ctrl or Cmd and K do. */
export function SearchPalette() {
  const translate = useTranslate();
  const [open, setOpen] = useState(false);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      setOpen(true);
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, []);
  return (
    <>
      <ButtonBase
        onClick={() => setOpen(true)}
        aria-haspopup="dialog"
        sx={{
          height: { xs: 36, md: 34 },
          width: { xs: 36, md: "100%" },
          px: { xs: 0, md: 1.5 },
          gap: 1,
          justifyContent: { xs: "center", md: "flex-start" },
          borderRadius: 1,
          border: { md: 1 },
          borderColor: { md: "borderStrong" },
          bgcolor: { md: "background.paper" },
          color: "text3",
          typography: "body2",
        }}
      >
        <SearchIcon sx={{ fontSize: { xs: 20, md: 16 }, color: "text.secondary" }} />
        <Box component="span" sx={{ flex: 1, textAlign: "left", ...HIDDEN_ON_PHONE }}>
          {translate("layout.search_hint")}
        </Box>
        <Box
          component="kbd"
          sx={{
            display: { xs: "none", md: "inline" },
            font: "inherit",
            fontSize: 11,
            color: "text.secondary",
            bgcolor: "sunken",
            border: 1,
            borderColor: "divider",
            borderRadius: 0.75,
            px: 0.75,
          }}
        >
          {KEYS}
        </Box>
      </ButtonBase>
      {open ? (
        <Suspense>
          <SearchDialog onClose={() => setOpen(false)} />
        </Suspense>
      ) : null}
    </>
  );
}
