import Typography from "@mui/material/Typography";
import type { ReactNode } from "react";

/** Head of a form page. */
export function PageTitle({ children }: { readonly children: ReactNode }) {
  return (
    <Typography variant="h1" sx={{ px: { xs: 2, md: 2.5 }, pt: 2 }}>
      {children}
    </Typography>
  );
}
