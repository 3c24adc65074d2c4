import ErrorIcon from "@mui/icons-material/ErrorOutlineOutlined";
import Box from "@mui/material/Box";
import Typography from "@mui/material/Typography";
import type { ReactNode } from "react";
import { useTranslate } from "react-admin";
import { useLook } from "../look.ts";

type FormRowProps = {
  /** Id of the input that the label belongs to; without one the label names a group. */
  readonly inputId?: string;
  readonly labelId?: string;
  readonly label: string;
  readonly required?: boolean;
  readonly help?: string;
  readonly error?: string | null;
  readonly action?: ReactNode;
  readonly children: ReactNode;
};

/** A form's row: label above, help and error below. */
export function FormRow({
  inputId,
  labelId,
  label,
  required = false,
  help = "",
  error = null,
  action,
  children,
}: FormRowProps) {
  const look = useLook();
  const translate = useTranslate();
  return (
    <Box sx={{ mb: 1.75 }}>
      {label === "" ? null : (
        <Box sx={{ display: "flex", alignItems: "center", minHeight: 28, gap: 1 }}>
          <Typography
            component={inputId ? "label" : "span"}
            id={labelId}
            htmlFor={inputId}
            variant="caption"
            sx={{ flex: 1, fontWeight: 500, color: "text.secondary" }}
          >
            {required ? translate("workflow.form.required", { label }) : label}
          </Typography>
          {action}
        </Box>
      )}
      {children}
      {error ? (
        <Typography
          id={inputId ? `${inputId}-error` : undefined}
          variant="caption"
          component="div"
          sx={{ display: "flex", gap: 0.5, mt: 0.5, color: look.danger.text }}
        >
          <ErrorIcon aria-hidden sx={{ fontSize: 14, mt: "1px" }} />
          {error}
        </Typography>
      ) : null}
      {help === "" ? null : (
        <Typography variant="caption" component="div" color="text.secondary" sx={{ mt: 0.5 }}>
          {help}
        </Typography>
      )}
    </Box>
  );
}
