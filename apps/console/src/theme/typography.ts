import type { ThemeOptions } from "@mui/material/styles";

/** 13 px body; weight makes the hierarchy, not size. */
export const TYPOGRAPHY: NonNullable<ThemeOptions["typography"]> = {
  fontFamily: '"Open Sans Variable", system-ui, sans-serif',
  h1: { fontSize: 19, lineHeight: "28px", fontWeight: 650 },
  h2: { fontSize: 14, lineHeight: "20px", fontWeight: 650 },
  h6: { fontSize: 14, lineHeight: "20px", fontWeight: 650 },
  body1: { fontSize: 13, lineHeight: "20px" },
  body2: { fontSize: 13, lineHeight: "20px" },
  caption: { fontSize: 12, lineHeight: "16px" },
  overline: { fontSize: 11, lineHeight: "16px", fontWeight: 600, textTransform: "none", letterSpacing: 0 },
  button: { fontSize: 13, fontWeight: 600, textTransform: "none" },
};
