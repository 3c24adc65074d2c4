import SearchIcon from "@mui/icons-material/Search";
import Box from "@mui/material/Box";
import InputAdornment from "@mui/material/InputAdornment";
import TextField from "@mui/material/TextField";
import ToggleButton from "@mui/material/ToggleButton";
import ToggleButtonGroup from "@mui/material/ToggleButtonGroup";
import { useTranslate } from "react-admin";
import { useOpenField } from "./use-open-field.ts";

const SEARCH = {
  startAdornment: (
    <InputAdornment position="start">
      <SearchIcon sx={{ fontSize: 16 }} />
    </InputAdornment>
  ),
};

/** Finds fields by label, key, type or section; shows own ones only, or those that are out of sight. */
export function FieldToolbar({ archivedCount }: { readonly archivedCount: number }) {
  const translate = useTranslate();
  const { find, isArchived, isOwnOnly, set } = useOpenField();
  const shown = isArchived ? "archived" : isOwnOnly ? "own" : "all";
  const choose = (value: unknown) =>
    set({ show: value === "archived" ? "archived" : null, only: value === "own" ? "own" : null });
  return (
    <Box sx={{ display: "flex", flexWrap: "wrap", alignItems: "center", gap: 1.5, px: { xs: 2, md: 2.5 }, pb: 1.5 }}>
      <TextField
        type="search"
        placeholder={translate("admin.fields.find")}
        value={find}
        onChange={(event) => set({ find: event.target.value })}
        slotProps={{ input: SEARCH, htmlInput: { "aria-label": translate("admin.fields.find") } }}
        sx={{ width: { xs: "100%", sm: 240 } }}
      />
      <ToggleButtonGroup
        exclusive
        size="small"
        value={shown}
        aria-label={translate("admin.fields.shown")}
        onChange={(_event, value: unknown) => (value === null ? undefined : choose(value))}
        sx={{
          "& .MuiToggleButton-root": { px: 1.5, py: 0.5, fontSize: 13, textTransform: "none", borderRadius: "8px" },
        }}
      >
        <ToggleButton value="all">{translate("admin.fields.show_all")}</ToggleButton>
        <ToggleButton value="own">{translate("admin.fields.show_own")}</ToggleButton>
        <ToggleButton value="archived">
          {translate("admin.fields.show_archived", { count: archivedCount })}
        </ToggleButton>
      </ToggleButtonGroup>
    </Box>
  );
}
