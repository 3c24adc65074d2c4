import SearchIcon from "@mui/icons-material/Search";
import Box from "@mui/material/Box";
import ButtonBase from "@mui/material/ButtonBase";
import { useTranslate } from "react-admin";
import { useEffect, useState } from "react";
import { SearchDialog } from "./SearchDialog.tsx";

const IS_APPLE = /Mac|iPhone|iPad/.test(navigator.userAgent);

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
        aria-label={translate("layout.search")}
        sx={{
          height: { xs: 36, md: 34 }, width: { xs: 36, md: "100%" }, px: { xs: 0, md: 1.5 }, gap: 1, justifyContent: { xs: "center", md: "flex-start" }, borderRadius: 1,
          border: { md: 1 }, borderColor: { md: "borderStrong" }, bgcolor: { md: "background.paper" }, color: "text3", fontSize: 13,
        }}
      >
        <SearchIcon sx={{ fontSize: { xs: 20, md: 16 }, color: "text.secondary" }} />
        <Box component="span" sx={{ display: { xs: "none", md: "inline" }, flex: 1, textAlign: "left" }}>
          {translate("layout.search_hint")}
        </Box>
        <Box component="kbd" sx={{ display: { xs: "none", md: "inline" }, font: "inherit", fontSize: 11, color: "text.secondary", bgcolor: "sunken", border: 1, borderColor: "divider", borderRadius: 0.75, px: 0.75 }}>
          {IS_APPLE ? "⌘ K" : "Ctrl K"}
        </Box>
      </ButtonBase>
      {open ? <SearchDialog onClose={() => setOpen(false)} /> : null}
    </>
  );
}
