import type { Components, Theme } from "@mui/material/styles";
import type { ColorRoles } from "./colors.ts";

/** react-admin's own components; MUI's types do not know their names. */
export function reactAdminStyles(roles: ColorRoles): Components<Theme> {
  const styles = {
    RaLayout: { styleOverrides: { root: { backgroundColor: roles.chrome, minWidth: 0 } } },
    RaDataTable: {
      styleOverrides: {
        root: {
          "& .RaDataTable-tableWrapper": { overflow: "visible" },
          "& .RaDataTable-headerCell": {
            position: "sticky",
            top: 0,
            zIndex: 2,
            height: 34,
            padding: "0 12px",
            backgroundColor: roles.sunken,
            color: roles.text2,
            fontSize: 12,
            fontWeight: 500,
            lineHeight: "16px",
            whiteSpace: "nowrap",
          },
          "& .RaDataTable-headerRow": { height: 36 },
          "& tbody .RaDataTable-row": { height: 46, "&:has(input:checked)": { backgroundColor: roles.accentSoft } },
          "& .MuiCheckbox-root": { padding: 4 },
          "& .RaDataTable-rowCell": {
            padding: "0 12px",
            maxWidth: 320,
            overflow: "hidden",
            textOverflow: "ellipsis",
            whiteSpace: "nowrap",
            fontVariantNumeric: "tabular-nums",
          },
          "& .MuiTableCell-paddingCheckbox, & .RaDataTable-headerCell.MuiTableCell-paddingCheckbox": {
            padding: "0 4px 0 16px !important",
            width: 48,
          },
          "& .MuiTableSortLabel-icon": { fontSize: 14 },
        },
      },
    },
    RaBulkActionsToolbar: { styleOverrides: { root: { display: "none" } } },
    RaToolbar: { styleOverrides: { root: { backgroundColor: "transparent" } } },
    RaTopToolbar: { styleOverrides: { root: { alignItems: "center", gap: 8, padding: 0, minHeight: 0 } } },
    RaNotification: {
      styleOverrides: {
        root: {
          "& .MuiSnackbarContent-root": {
            backgroundColor: roles.inverse,
            color: roles.onInverse,
            borderRadius: 10,
            fontSize: 13,
            minWidth: 240,
          },
        },
      },
    },
  };
  return styles as Components<Theme>;
}
