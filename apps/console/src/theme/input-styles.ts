import type { Components, Theme } from "@mui/material/styles";
import type { ColorRoles } from "./colors.ts";

/** Inputs: outlined, the label above and always visible, since labels from metadata can be long. */
export function inputStyles(roles: ColorRoles): Components<Theme> {
  return {
    MuiTextField: { defaultProps: { variant: "outlined", size: "small" } },
    // react-admin gives every input "dense" margins; distances belong to the grid around it.
    MuiFormControl: { defaultProps: { size: "small" }, styleOverrides: { root: { marginTop: 0, marginBottom: 0 } } },
    MuiInputAdornment: { styleOverrides: { root: { margin: 0, "& + .MuiInputBase-input": { paddingLeft: 8 } } } },
    MuiInputLabel: {
      defaultProps: { shrink: true },
      styleOverrides: {
        root: {
          position: "static",
          transform: "none",
          fontSize: 12,
          lineHeight: "16px",
          fontWeight: 500,
          color: roles.text2,
          marginBottom: 4,
          maxWidth: "100%",
          whiteSpace: "normal",
          "&.Mui-focused": { color: roles.text2 },
        },
      },
    },
    MuiOutlinedInput: {
      defaultProps: { notched: false },
      styleOverrides: {
        root: {
          borderRadius: 8,
          fontSize: 13,
          backgroundColor: roles.surface,
          "&:hover .MuiOutlinedInput-notchedOutline": { borderColor: roles.text2 },
          "&.Mui-disabled": { backgroundColor: roles.sunken },
        },
        notchedOutline: { borderColor: roles.control, top: 0, "& legend": { display: "none" } },
        input: {
          padding: "7px 12px",
          height: 18,
          "&::placeholder": { color: roles.text3, opacity: 1 },
          "@media (max-width: 899px)": { fontSize: 16, height: 22, padding: "6px 12px" },
        },
        multiline: { padding: 0 },
      },
    },
    MuiAutocomplete: {
      styleOverrides: { inputRoot: { padding: "2px 6px !important" }, input: { padding: "5px 6px !important" } },
    },
    MuiFormHelperText: { styleOverrides: { root: { marginLeft: 0, fontSize: 12, color: roles.text3 } } },
    MuiCheckbox: {
      styleOverrides: {
        root: {
          color: roles.control,
          "&.Mui-checked, &.MuiCheckbox-indeterminate": { color: roles.accent },
          "& .MuiSvgIcon-root": { fontSize: 20 },
        },
      },
      defaultProps: {
        slotProps: {
          // react-admin names the span around the checkbox; the name belongs on the input.
          root: (owner: { "aria-label"?: string }) => (owner["aria-label"] ? { "aria-label": undefined } : {}),
          input: (owner: { "aria-label"?: string }) =>
            owner["aria-label"] ? { "aria-label": owner["aria-label"] } : {},
        },
      },
    },
    MuiRadio: { styleOverrides: { root: { color: roles.control, "&.Mui-checked": { color: roles.accent } } } },
    MuiSwitch: {
      styleOverrides: {
        root: { width: 32, height: 24, padding: "3px 0", marginRight: 10, overflow: "visible" },
        track: { borderRadius: 9, backgroundColor: roles.control, opacity: 1 },
        thumb: { width: 14, height: 14, boxShadow: "none", backgroundColor: "#FFFFFF" },
        switchBase: {
          padding: 5,
          minHeight: 24,
          "&.Mui-checked": {
            color: "#FFFFFF",
            transform: "translateX(8px)",
            "& + .MuiSwitch-track": { backgroundColor: roles.accent, opacity: 1 },
          },
          "&.Mui-focusVisible + .MuiSwitch-track": { outline: `2px solid ${roles.focus}`, outlineOffset: 2 },
        },
      },
    },
    MuiFormControlLabel: { styleOverrides: { root: { marginLeft: 0 }, label: { fontSize: 13 } } },
    MuiMenuItem: { styleOverrides: { root: { fontSize: 13, minHeight: 32 } } },
    MuiListSubheader: {
      styleOverrides: { root: { backgroundColor: roles.raised, color: roles.text3, lineHeight: "28px" } },
    },
  };
}
