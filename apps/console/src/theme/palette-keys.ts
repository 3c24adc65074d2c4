import type { ColorRoles } from "./colors.ts";

type OwnKeys = Pick<
  ColorRoles,
  | "option"
  | "uncertain"
  | "inverse"
  | "onInverse"
  | "canvas"
  | "sunken"
  | "control"
  | "edge"
  | "edgeTaken"
  | "accentSoft"
  | "borderStrong"
  | "focus"
  | "text3"
>;

declare module "@mui/material/styles" {
  interface Palette extends OwnKeys {}
  interface PaletteOptions extends OwnKeys {}
}

/** The roles that MUI's palette has no name for. */
export function ownPaletteKeys(roles: ColorRoles): OwnKeys {
  const {
    option,
    uncertain,
    inverse,
    onInverse,
    canvas,
    sunken,
    control,
    edge,
    edgeTaken,
    accentSoft,
    borderStrong,
    focus,
    text3,
  } = roles;
  return {
    option,
    uncertain,
    inverse,
    onInverse,
    canvas,
    sunken,
    control,
    edge,
    edgeTaken,
    accentSoft,
    borderStrong,
    focus,
    text3,
  };
}
