import type { Components, Theme } from "@mui/material/styles";
import type { ColorRoles } from "./colors.ts";

/** react-admin's own components; MUI's types do not know their names. */
export function reactAdminStyles(roles: ColorRoles): Components<Theme> {
  const styles = {
    RaAppBar: { styleOverrides: { root: { backgroundColor: "transparent", color: roles.text, boxShadow: "none" } } },
    RaLayout: { styleOverrides: { root: { backgroundColor: roles.chrome, minWidth: 0 } } },
    RaList: { styleOverrides: { root: { "& .RaList-actions": { padding: "12px 20px", alignItems: "center", minHeight: 56 }, "& .RaList-main": { minWidth: 0 }, "& .RaList-content": { overflow: "visible" } } } },
    RaDataTable: {
      styleOverrides: {
        root: {
          "& .RaDataTable-headerCell": { backgroundColor: roles.sunken, color: roles.text2, fontSize: 12, fontWeight: 500 },
          "& .RaDataTable-row": { height: 46 },
          "& .RaDataTable-checkbox": { padding: "0 8px" },
          "& .MuiTableCell-paddingCheckbox": { padding: "0 4px 0 12px" },
          "& .MuiCheckbox-root": { padding: 6 },
          "& .RaDataTable-rowCell": { padding: "4px 12px", maxWidth: 320, overflow: "hidden", textOverflow: "ellipsis", whiteSpace: "nowrap" },
        },
      },
    },
    RaBulkActionsToolbar: { styleOverrides: { root: { "& .RaBulkActionsToolbar-toolbar": { backgroundColor: roles.accentSoft, color: roles.accentText } } } },
    RaToolbar: { styleOverrides: { root: { backgroundColor: roles.sunken, borderTop: `1px solid ${roles.border}` } } },
    RaTopToolbar: { styleOverrides: { root: { alignItems: "center", gap: 8 } } },
  };
  return styles as Components<Theme>;
}
