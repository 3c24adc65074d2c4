import type { RaThemeOptions } from "react-admin";
import { DARK, LIGHT } from "./colors.ts";
import { componentStyles } from "./component-styles.ts";
import { ownPaletteKeys } from "./palette-keys.ts";
import { TYPOGRAPHY } from "./typography.ts";

/** The console's theme: grey chrome, one white sheet, one accent. */
export function createConsoleTheme(mode: "light" | "dark"): RaThemeOptions {
  const roles = mode === "light" ? LIGHT : DARK;
  return {
    palette: {
      mode,
      // MUI uses `primary.main` for text and fill alike; fills are set to the accent where they are drawn.
      primary: {
        main: mode === "light" ? roles.accent : roles.accentText,
        contrastText: mode === "light" ? "#FFFFFF" : roles.onInverse,
      },
      secondary: { main: roles.accentText },
      error: { main: roles.danger.main, light: roles.danger.soft, dark: roles.danger.text },
      warning: { main: roles.warning.main, light: roles.warning.soft, dark: roles.warning.text },
      success: { main: roles.success.main, light: roles.success.soft, dark: roles.success.text },
      background: { default: roles.chrome, paper: roles.surface },
      divider: roles.border,
      text: { primary: roles.text, secondary: roles.text2, disabled: roles.text3 },
      action: { hover: roles.hover, selected: roles.accentSoft },
      ...ownPaletteKeys(roles),
    },
    typography: TYPOGRAPHY,
    shape: { borderRadius: 8 },
    sidebar: { width: 232, closedWidth: 56 },
    components: componentStyles(roles),
  };
}
