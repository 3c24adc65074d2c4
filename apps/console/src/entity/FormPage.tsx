import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import { SaveButton, useTranslate } from "react-admin";
import type { ReactNode } from "react";
import { Link } from "react-router-dom";
import { useFocusFirstProblem } from "./use-focus-first-problem.ts";

type FormPageProps = {
  readonly head: ReactNode;
  readonly children: ReactNode;
  readonly cancelTo: string;
  /** Stands far left, away from Save. */
  readonly destructive?: ReactNode;
};

/** A form between its head and its foot; Save is always in sight, at the right. */
export function FormPage({ head, children, cancelTo, destructive }: FormPageProps) {
  const translate = useTranslate();
  useFocusFirstProblem();
  return (
    <Box sx={{ display: "flex", flexDirection: "column", flex: 1, minHeight: 0, height: { md: "100%" } }}>
      <Box sx={{ borderBottom: 1, borderColor: "divider" }}>{head}</Box>
      <Box
        sx={{
          flex: 1,
          minHeight: 0,
          overflow: { md: "auto" },
          bgcolor: "sunken",
          p: { xs: 1.5, md: 2 },
          display: "flex",
          flexDirection: "column",
          gap: 1.5,
        }}
      >
        {children}
      </Box>
      <Box
        component="footer"
        sx={{
          display: "flex",
          alignItems: "center",
          gap: 1,
          px: { xs: 1.5, md: 2.5 },
          minHeight: 56,
          flex: "none",
          borderTop: 1,
          borderColor: "divider",
          bgcolor: "background.paper",
          position: { xs: "sticky", md: "static" },
          bottom: 56,
          zIndex: 3,
        }}
      >
        {destructive}
        <Box sx={{ flex: 1 }} />
        <Button variant="outlined" component={Link} to={cancelTo}>
          {translate("record.cancel")}
        </Button>
        <SaveButton alwaysEnable icon={NO_ICON} label={translate("record.save")} />
      </Box>
    </Box>
  );
}

const NO_ICON = <></>;
