import ArrowBackIosNewIcon from "@mui/icons-material/ArrowBackIosNew";
import Box from "@mui/material/Box";
import Link from "@mui/material/Link";
import Typography from "@mui/material/Typography";
import type { ReactNode } from "react";
import { Link as RouterLink } from "react-router-dom";

type PageHeadProps = {
  readonly title: string;
  /** A second line of text, or of marks. */
  readonly hint?: ReactNode;
  /** Stands before the title. */
  readonly mark?: ReactNode;
  readonly back?: { readonly to: string; readonly label: string };
  /** The one primary action last. */
  readonly actions?: ReactNode;
};

/** The head of a page: where one is, and what can be done here. */
export function PageHead({ title, hint, mark, back, actions }: PageHeadProps) {
  return (
    <Box component="header" sx={{ px: { xs: 2, md: 2.5 }, pt: 1.5, pb: 1.5 }}>
      <title>{title}</title>
      {back ? (
        <Link
          component={RouterLink}
          to={back.to}
          underline="hover"
          variant="caption"
          sx={{
            display: "inline-flex",
            alignItems: "center",
            gap: 0.5,
            color: "text.secondary",
            minHeight: 24,
            mb: 0.5,
          }}
        >
          <ArrowBackIosNewIcon sx={{ fontSize: 10 }} />
          {back.label}
        </Link>
      ) : null}
      <Box sx={{ display: "flex", alignItems: "center", flexWrap: "wrap", gap: 1.5, minHeight: 36 }}>
        {mark}
        <Box sx={{ flex: 1, minWidth: 160 }}>
          <Typography variant="h1" sx={{ overflowWrap: "anywhere" }}>
            {title}
          </Typography>
          {hint ? (
            <Typography component="div" color="text.secondary" sx={{ mt: 0.25 }}>
              {hint}
            </Typography>
          ) : null}
        </Box>
        {actions ? <Box sx={{ display: "flex", alignItems: "center", flexWrap: "wrap", gap: 1 }}>{actions}</Box> : null}
      </Box>
    </Box>
  );
}
