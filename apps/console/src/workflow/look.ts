import { useTheme } from "@mui/material/styles";
import { type ColorRoles, DARK, LIGHT } from "../theme/colors.ts";

/** The theme's colour roles, also those that MUI's palette has no name for. */
export function useLook(): ColorRoles {
  return useTheme().palette.mode === "dark" ? DARK : LIGHT;
}
