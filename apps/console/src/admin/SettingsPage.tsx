import Box from "@mui/material/Box";
import type { ReactNode } from "react";
import { PageHead } from "../page/PageHead.tsx";

type SettingsPageProps = {
  readonly title: string;
  readonly hint?: string;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
};

/** Head and body that all administration pages share. */
export function SettingsPage({ title, hint, actions, children }: SettingsPageProps) {
  return (
    <Box component="section" sx={{ display: "flex", flexDirection: "column", minHeight: "100%", flex: 1 }}>
      <PageHead title={title} hint={hint} actions={actions} />
      {children}
    </Box>
  );
}
