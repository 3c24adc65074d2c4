import Box from "@mui/material/Box";
import Stack from "@mui/material/Stack";
import Typography from "@mui/material/Typography";
import { Title } from "react-admin";
import type { ReactNode } from "react";

type SettingsPageProps = { readonly title: string; readonly hint?: string; readonly actions?: ReactNode; readonly children: ReactNode };

/** Head and body that all administration pages share. */
export function SettingsPage({ title, hint, actions, children }: SettingsPageProps) {
  return (
    <Box component="section" sx={{ display: "flex", flexDirection: "column", minHeight: "100%" }}>
      <Title title={title} />
      <Stack direction="row" sx={{ alignItems: "center", flexWrap: "wrap", gap: 1.5, px: { xs: 2, md: 2.5 }, pt: 2, pb: 1.5 }}>
        <Box sx={{ flex: 1, minWidth: 200 }}>
          <Typography variant="h1">{title}</Typography>
          {hint ? (
            <Typography variant="body2" color="text.secondary" sx={{ mt: 0.5 }}>
              {hint}
            </Typography>
          ) : null}
        </Box>
        {actions}
      </Stack>
      {children}
    </Box>
  );
}
