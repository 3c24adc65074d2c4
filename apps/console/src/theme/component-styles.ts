import type { Components, Theme } from "@mui/material/styles";
import type { ColorRoles } from "./colors.ts";
import { inputStyles } from "./input-styles.ts";
import { reactAdminStyles } from "./react-admin-styles.ts";

/** How MUI's components look; react-admin's own are in `react-admin-styles.ts`. */
export function componentStyles(roles: ColorRoles): Components<Theme> {
  const focusRing = { outline: `2px solid ${roles.focus}`, outlineOffset: 2 };
  return {
    MuiCssBaseline: {
      styleOverrides: {
        body: { backgroundColor: roles.chrome },
        "a:focus-visible, button:focus-visible, [tabindex='0']:focus-visible": focusRing,
        "@media (prefers-reduced-motion: reduce)": {
          "*, *::before, *::after": { animationDuration: "0.01ms !important", transitionDuration: "0.01ms !important" },
        },
      },
    },
    MuiButtonBase: {
      defaultProps: { disableRipple: true },
      styleOverrides: { root: { minHeight: 24, minWidth: 24, "&.Mui-focusVisible": focusRing } },
    },
    MuiButton: {
      defaultProps: { disableElevation: true },
      styleOverrides: {
        root: { borderRadius: 8, minHeight: 32, padding: "4px 12px", whiteSpace: "nowrap", lineHeight: "20px" },
        startIcon: { marginLeft: -2, marginRight: 6, "& > *:nth-of-type(1)": { fontSize: 16 } },
        endIcon: { marginRight: -2, marginLeft: 6, "& > *:nth-of-type(1)": { fontSize: 16 } },
        textInherit: { color: roles.text2 },
        containedPrimary: {
          backgroundColor: roles.accent,
          color: "#FFFFFF",
          "&:hover": { backgroundColor: roles.accentHover },
        },
        // A reason stands beside what can't be pressed, so it must read.
        contained: {
          "&.Mui-disabled": { backgroundColor: roles.sunken, color: roles.text3, border: `1px solid ${roles.border}` },
        },
        containedError: { backgroundColor: roles.destructive, color: "#FFFFFF" },
        outlined: {
          borderColor: roles.borderStrong,
          color: roles.text,
          "&:hover": { backgroundColor: roles.hover, borderColor: roles.control },
          "&.Mui-disabled": { color: roles.text3, borderColor: roles.border },
        },
        sizeSmall: { minHeight: 28, padding: "2px 10px", fontSize: 13 },
      },
    },
    MuiPaper: { styleOverrides: { root: { backgroundImage: "none" } } },
    MuiIconButton: { styleOverrides: { root: { borderRadius: 8 } } },
    MuiSkeleton: { defaultProps: { animation: false } },
    MuiCard: { defaultProps: { elevation: 0 } },
    MuiChip: { styleOverrides: { root: { borderRadius: 6, fontWeight: 500, fontSize: 12 } } },
    MuiTab: { styleOverrides: { root: { minHeight: 36, padding: "6px 12px", minWidth: 0 } } },
    MuiTabs: { styleOverrides: { root: { minHeight: 36 }, indicator: { backgroundColor: roles.accentText } } },
    MuiTooltip: {
      styleOverrides: { tooltip: { backgroundColor: roles.inverse, color: roles.onInverse, fontSize: 12 } },
    },
    MuiDialog: { styleOverrides: { paper: { borderRadius: 14, backgroundColor: roles.raised } } },
    MuiDialogActions: { styleOverrides: { root: { padding: 16 } } },
    MuiMenu: {
      styleOverrides: {
        paper: { borderRadius: 12, border: `1px solid ${roles.border}`, backgroundColor: roles.raised },
      },
    },
    MuiPopover: {
      styleOverrides: {
        paper: { borderRadius: 12, border: `1px solid ${roles.border}`, backgroundColor: roles.raised },
      },
    },
    MuiDrawer: { styleOverrides: { paper: { backgroundColor: roles.surface } } },
    MuiLink: { styleOverrides: { root: { color: roles.accentText, textAlign: "left" } } },
    ...dataStyles(roles),
    ...inputStyles(roles),
    ...reactAdminStyles(roles),
  };
}

/** Tables, progress and notices. */
function dataStyles(roles: ColorRoles): Components<Theme> {
  return {
    MuiTableCell: {
      styleOverrides: {
        root: {
          borderColor: roles.border,
          padding: "8px 12px",
          fontSize: 13,
          "&:first-of-type": { paddingLeft: 20 },
          "&:last-of-type": { paddingRight: 20 },
          "tbody tr:last-of-type > &": { borderBottom: 0 },
        },
        head: {
          backgroundColor: roles.sunken,
          color: roles.text2,
          fontSize: 12,
          fontWeight: 500,
          lineHeight: "16px",
          borderTop: `1px solid ${roles.border}`,
        },
      },
    },
    MuiTableRow: {
      styleOverrides: {
        root: {
          "&.MuiTableRow-hover:hover": { backgroundColor: roles.hover },
          "&.Mui-selected": { backgroundColor: roles.accentSoft },
        },
      },
    },
    MuiLinearProgress: {
      styleOverrides: {
        root: { borderRadius: 3, height: 6, backgroundColor: roles.borderStrong },
        bar: { backgroundColor: roles.accent },
      },
    },
    MuiAlert: {
      styleOverrides: {
        root: { borderRadius: 10 },
        standardSuccess: { backgroundColor: roles.success.soft, color: roles.success.text },
        standardWarning: { backgroundColor: roles.warning.soft, color: roles.warning.text },
        standardError: { backgroundColor: roles.danger.soft, color: roles.danger.text },
        standardInfo: { backgroundColor: roles.accentSoft, color: roles.accentText },
      },
    },
  };
}
