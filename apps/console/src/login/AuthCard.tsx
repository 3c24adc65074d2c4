import Box from "@mui/material/Box";
import Typography from "@mui/material/Typography";
import type { ReactNode } from "react";

type AuthCardProps = { readonly title: string; readonly hint?: string; readonly children: ReactNode };

/** The sheet on which one signs in or resets a password. */
export function AuthCard({ title, hint, children }: AuthCardProps) {
  return (
    <Box
      component="main"
      sx={{ minHeight: "100vh", display: "grid", placeItems: "center", bgcolor: "background.default", p: 2 }}
    >
      <Box
        sx={{
          width: "100%",
          maxWidth: 380,
          bgcolor: "background.paper",
          border: 1,
          borderColor: "divider",
          borderRadius: 1.75,
          p: 3.5,
        }}
      >
        <Box component="img" src="/favicon.svg" alt="" sx={{ width: 36, height: 36, mb: 2 }} />
        <Typography variant="h1" component="h1">
          {title}
        </Typography>
        {hint ? (
          <Typography variant="body2" color="text.secondary" sx={{ mt: 0.5 }}>
            {hint}
          </Typography>
        ) : null}
        <Box sx={{ mt: 2.5 }}>{children}</Box>
      </Box>
    </Box>
  );
}
