import { useTheme } from "@mui/material/styles";

/** Hues of step tiles. */
export type TileHue = "slate" | "blue" | "teal" | "green" | "amber" | "violet";
type Pair = { readonly soft: string; readonly text: string };

/** Colours of the canvas that MUI's palette has no role for. Ratios are measured in the look guide. */
export type CanvasLook = {
  readonly canvas: string;
  readonly sunken: string;
  readonly hover: string;
  readonly borderStrong: string;
  readonly accent: string;
  readonly accentSoft: string;
  readonly accentText: string;
  readonly focus: string;
  readonly edge: string;
  readonly edgeTaken: string;
  readonly success: Pair & { readonly main: string };
  readonly warning: Pair & { readonly main: string };
  readonly danger: Pair & { readonly main: string };
  readonly uncertain: Pair & { readonly main: string };
  readonly onState: string;
  readonly hue: Readonly<Record<TileHue, Pair>>;
};

const LIGHT: CanvasLook = {
  canvas: "#F7F8FA",
  sunken: "#F8F9FA",
  hover: "#F3F5F8",
  borderStrong: "#CBD0D9",
  accent: "#3453CF",
  accentSoft: "#ECF0FD",
  accentText: "#2B48BC",
  focus: "#3453CF",
  edge: "#858E9D",
  edgeTaken: "#5B6677",
  success: { main: "#1B7A4A", soft: "#E3F4EA", text: "#14603A" },
  warning: { main: "#A86500", soft: "#FCF1DC", text: "#7A4A00" },
  danger: { main: "#C2291F", soft: "#FDECEA", text: "#9F1F17" },
  uncertain: { main: "#7442C8", soft: "#F2ECFC", text: "#5C30AE" },
  onState: "#FFFFFF",
  hue: {
    slate: { soft: "#ECEEF2", text: "#434C5C" },
    blue: { soft: "#E6EFFC", text: "#1F4E9E" },
    teal: { soft: "#DDF3F1", text: "#0B5D58" },
    green: { soft: "#E3F4EA", text: "#14603A" },
    amber: { soft: "#FCF1DC", text: "#7A4A00" },
    violet: { soft: "#F2ECFC", text: "#5C30AE" },
  },
};

const DARK: CanvasLook = {
  canvas: "#101318",
  sunken: "#111419",
  hover: "#1A1E25",
  borderStrong: "#3A414D",
  accent: "#4F6BE6",
  accentSoft: "#1A2138",
  accentText: "#A3B5FF",
  focus: "#A3B5FF",
  edge: "#5A6373",
  edgeTaken: "#98A3B5",
  success: { main: "#3FB27B", soft: "#132B20", text: "#7FD9AC" },
  warning: { main: "#D99A35", soft: "#30240F", text: "#F0C272" },
  danger: { main: "#F0736A", soft: "#371916", text: "#FFA8A0" },
  uncertain: { main: "#A884F0", soft: "#291E41", text: "#CDB6FF" },
  onState: "#171B22",
  hue: {
    slate: { soft: "#262B34", text: "#BEC6D3" },
    blue: { soft: "#172845", text: "#9CC3FF" },
    teal: { soft: "#10302E", text: "#7BD8CF" },
    green: { soft: "#132B20", text: "#7FD9AC" },
    amber: { soft: "#30240F", text: "#F0C272" },
    violet: { soft: "#291E41", text: "#CDB6FF" },
  },
};

/** The canvas's colours in the theme's mode. */
export function useLook(): CanvasLook {
  return useTheme().palette.mode === "dark" ? DARK : LIGHT;
}
