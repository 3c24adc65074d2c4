import type { FieldDefinition } from "@catalyst/contracts";
import LockOutlinedIcon from "@mui/icons-material/LockOutlined";
import Box from "@mui/material/Box";
import Typography from "@mui/material/Typography";
import { useRecordContext, useTranslate } from "react-admin";
import { FieldDisplay } from "../field/FieldDisplay.tsx";
import type { ScreenRecord } from "../provider/records-of.ts";
import { FieldLabel } from "./FieldLabel.tsx";
import { fieldValue } from "./field-value.ts";

/** A value in a form that can be read and not changed: computed, or locked for one's role. */
export function LockedValue({ field }: { readonly field: FieldDefinition }) {
  const translate = useTranslate();
  const record = useRecordContext<ScreenRecord>();
  if (!record?.fields) return null;
  return (
    <Box>
      <Typography component="div" variant="caption" color="text.secondary" sx={{ mb: 0.5, fontWeight: 500 }}>
        <FieldLabel field={field} />
        {field.readOnly ? null : (
          <LockOutlinedIcon
            titleAccess={translate("field.locked")}
            sx={{ fontSize: 13, ml: 0.5, verticalAlign: "-2px" }}
          />
        )}
      </Typography>
      <Box sx={{ minHeight: 34, py: 0.875, overflowWrap: "anywhere", typography: "body2" }}>
        <FieldDisplay field={field} value={fieldValue(record, field)} record={record} />
      </Box>
    </Box>
  );
}
