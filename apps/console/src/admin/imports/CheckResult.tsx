import type { ImportCheck } from "@catalyst/contracts";
import Alert from "@mui/material/Alert";
import AlertTitle from "@mui/material/AlertTitle";
import Box from "@mui/material/Box";
import { useTranslate } from "react-admin";

/** What the dry run found: counts and the first rows that would be refused. */
export function CheckResult({ outcome }: { readonly outcome: ImportCheck }) {
  const translate = useTranslate();
  return (
    <Alert severity={outcome.invalidRows === 0 ? "success" : "warning"} role="status">
      <AlertTitle>
        {translate("admin.imports.checked", { valid: outcome.validRows, invalid: outcome.invalidRows })}
      </AlertTitle>
      {outcome.samples.length > 0 ? (
        <Box component="ul" sx={{ m: 0, pl: 2 }}>
          {outcome.samples.map((sample) => (
            <li key={`${sample.line} ${sample.field}`}>
              {translate("admin.imports.sample", { line: sample.line, field: sample.field, message: sample.message })}
            </li>
          ))}
        </Box>
      ) : null}
    </Alert>
  );
}
