import type { Enrolment } from "@catalyst/contracts";
import Box from "@mui/material/Box";
import { useTranslate } from "react-admin";
import { EnrolmentRow } from "./EnrolmentRow.tsx";

/** Enrolments with where they stand and what can be done with them. */
export function EnrolmentList({ enrolments }: { readonly enrolments: readonly Enrolment[] }) {
  const translate = useTranslate();
  return (
    <Box
      component="ul"
      aria-label={translate("workflow.enrolments.list")}
      sx={{ listStyle: "none", m: 0, px: { xs: 2, md: 2.5 }, pb: 3, display: "grid", gap: 1.5 }}
    >
      {enrolments.map((enrolment) => (
        <EnrolmentRow key={enrolment.enrolmentId} enrolment={enrolment} />
      ))}
    </Box>
  );
}
