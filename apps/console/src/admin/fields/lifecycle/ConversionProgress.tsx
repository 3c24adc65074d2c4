import type { TypeChange } from "@catalyst/contracts";
import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import LinearProgress from "@mui/material/LinearProgress";
import Typography from "@mui/material/Typography";
import { useTranslate } from "react-admin";
import { trpc } from "../../../provider/trpc-client.ts";
import { useFormatLocale } from "../../../time/use-format-locale.ts";
import { useFieldAction } from "../use-field-action.ts";

/** How far a change of type is; it can be stopped until it is done. */
export function ConversionProgress({ change }: { readonly change: TypeChange }) {
  const translate = useTranslate();
  const { run, isBusy } = useFieldAction();
  const number = new Intl.NumberFormat(useFormatLocale());
  const percent = change.totalRecords === 0 ? 0 : Math.floor((100 * change.doneRecords) / change.totalRecords);
  const cancel = () => void run(() => trpc.fields.cancelChange.mutate({ conversionId: change.conversionId }));
  return (
    <Box sx={{ mt: 1, p: 1.5, bgcolor: "sunken", border: 1, borderColor: "divider", borderRadius: "10px" }}>
      <Box sx={{ display: "flex", gap: 1, mb: 1 }}>
        <Typography sx={{ fontWeight: 600, flex: 1 }}>
          {translate(`admin_field.change_state.${change.state}`)}
        </Typography>
        <Typography variant="caption" color="text.secondary" sx={{ fontVariantNumeric: "tabular-nums" }}>
          {translate("admin.fields.done_of", {
            done: number.format(change.doneRecords),
            total: number.format(change.totalRecords),
          })}
        </Typography>
      </Box>
      <LinearProgress
        variant="determinate"
        value={Math.min(100, percent)}
        aria-label={translate(`admin_field.change_state.${change.state}`)}
      />
      <Box sx={{ display: "flex", alignItems: "center", mt: 1 }}>
        <Typography variant="caption" color="text.secondary" sx={{ flex: 1 }}>
          {translate("admin.fields.converting_hint")}
        </Typography>
        {change.state === "converting" ? (
          <Button size="small" loading={isBusy} onClick={cancel}>
            {translate("admin.fields.cancel_change")}
          </Button>
        ) : null}
      </Box>
    </Box>
  );
}
