import type { OPTION_HUES } from "@catalyst/contracts";

/** Colour roles of the console, for light and dark; a test recomputes every contrast that they promise. */
export type ColorRoles = {
  readonly chrome: string;
  readonly surface: string;
  readonly sunken: string;
  readonly canvas: string;
  readonly hover: string;
  readonly raised: string;
  readonly border: string;
  readonly borderStrong: string;
  /** Edges of inputs, checkboxes and switches: 3:1 is required. */
  readonly control: string;
  readonly text: string;
  readonly text2: string;
  readonly text3: string;
  readonly accent: string;
  readonly accentHover: string;
  readonly accentText: string;
  readonly accentSoft: string;
  readonly focus: string;
  readonly success: State;
  readonly warning: State;
  readonly danger: State;
  readonly uncertain: State;
  readonly destructive: string;
  readonly inverse: string;
  readonly onInverse: string;
  readonly edge: string;
  readonly edgeTaken: string;
  readonly option: Readonly<Record<Hue, OptionColors>>;
};

/** A state's colour for icons, its soft ground, and text on that ground. */
export type State = { readonly main: string; readonly soft: string; readonly text: string };
/** Colours of a select option, an avatar or a step tile. */
export type OptionColors = { readonly soft: string; readonly text: string; readonly dot: string };
export type Hue = (typeof OPTION_HUES)[number];

export const LIGHT: ColorRoles = {
  chrome: "#F3F4F6",
  surface: "#FFFFFF",
  sunken: "#F8F9FA",
  canvas: "#F7F8FA",
  hover: "#F3F5F8",
  raised: "#FFFFFF",
  border: "#E3E6EB",
  borderStrong: "#CBD0D9",
  control: "#858E9D",
  text: "#191D26",
  text2: "#525B6B",
  text3: "#646D7D",
  accent: "#3453CF",
  accentHover: "#2843B0",
  accentText: "#2B48BC",
  accentSoft: "#ECF0FD",
  focus: "#3453CF",
  success: { main: "#1B7A4A", soft: "#E3F4EA", text: "#14603A" },
  warning: { main: "#A86500", soft: "#FCF1DC", text: "#7A4A00" },
  danger: { main: "#C2291F", soft: "#FDECEA", text: "#9F1F17" },
  uncertain: { main: "#7442C8", soft: "#F2ECFC", text: "#5C30AE" },
  destructive: "#C2291F",
  inverse: "#20252F",
  onInverse: "#F4F6FA",
  edge: "#858E9D",
  edgeTaken: "#5B6677",
  option: {
    slate: { soft: "#ECEEF2", text: "#434C5C", dot: "#7B8494" },
    blue: { soft: "#E6EFFC", text: "#1F4E9E", dot: "#3B7BE0" },
    teal: { soft: "#DDF3F1", text: "#0B5D58", dot: "#14938A" },
    green: { soft: "#E3F4EA", text: "#14603A", dot: "#2B9A60" },
    amber: { soft: "#FCF1DC", text: "#7A4A00", dot: "#C98500" },
    orange: { soft: "#FDEBDD", text: "#8F3E08", dot: "#DD6B20" },
    rose: { soft: "#FCE8EF", text: "#9A1F4F", dot: "#D3437A" },
    violet: { soft: "#F2ECFC", text: "#5C30AE", dot: "#8355D6" },
  },
};

export const DARK: ColorRoles = {
  chrome: "#0D0F13",
  surface: "#14171C",
  sunken: "#111419",
  canvas: "#101318",
  hover: "#1A1E25",
  raised: "#1C2027",
  border: "#272C35",
  borderStrong: "#3A414D",
  control: "#747D8D",
  text: "#E9ECF2",
  text2: "#A9B1BF",
  text3: "#939CAB",
  accent: "#4F6BE6",
  accentHover: "#435CD6",
  accentText: "#A3B5FF",
  accentSoft: "#1A2138",
  focus: "#A3B5FF",
  success: { main: "#3FB27B", soft: "#132B20", text: "#7FD9AC" },
  warning: { main: "#D99A35", soft: "#30240F", text: "#F0C272" },
  danger: { main: "#F0736A", soft: "#371916", text: "#FFA8A0" },
  uncertain: { main: "#A884F0", soft: "#291E41", text: "#CDB6FF" },
  destructive: "#C2291F",
  inverse: "#E6E9F0",
  onInverse: "#171B22",
  edge: "#5A6373",
  edgeTaken: "#98A3B5",
  option: {
    slate: { soft: "#262B34", text: "#BEC6D3", dot: "#8E98A8" },
    blue: { soft: "#172845", text: "#9CC3FF", dot: "#6AA2F5" },
    teal: { soft: "#10302E", text: "#7BD8CF", dot: "#3DB8AE" },
    green: { soft: "#132B20", text: "#7FD9AC", dot: "#4BBF85" },
    amber: { soft: "#30240F", text: "#F0C272", dot: "#DFA63F" },
    orange: { soft: "#371F10", text: "#FFB68A", dot: "#F0914F" },
    rose: { soft: "#381724", text: "#FFA3C1", dot: "#EC7AA3" },
    violet: { soft: "#291E41", text: "#CDB6FF", dot: "#A884F0" },
  },
};
