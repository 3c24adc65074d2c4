import type { FieldDefinition, IndexStatus } from "@catalyst/contracts";
import HourglassTopIcon from "@mui/icons-material/HourglassTop";
import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import LinearProgress from "@mui/material/LinearProgress";
import Typography from "@mui/material/Typography";
import { useTranslate } from "react-admin";
import { trpc } from "../../../provider/trpc-client.ts";
import { useFormatLocale } from "../../../time/use-format-locale.ts";
import { percentOf } from "../IndexState.tsx";
import { useFieldAction } from "../use-field-action.ts";

type BuildProgressProps = {
  readonly field: FieldDefinition;
  readonly status: IndexStatus;
  readonly index: "search" | "unique";
};

/** How far an index is, what that means meanwhile, and the way to stop it. */
export function BuildProgress({ field, status, index }: BuildProgressProps) {
  const translate = useTranslate();
  const locale = useFormatLocale();
  const { run, isBusy } = useFieldAction();
  const number = new Intl.NumberFormat(locale);
  const percent = percentOf(status);
  const isBuilding = status.state === "building";
  const cancel = () =>
    void run(async () => (field.fieldId ? trpc.fields.cancelIndexing.mutate({ fieldId: field.fieldId, index }) : null));
  return (
    <Box sx={{ mt: 1, p: 1.5, bgcolor: "sunken", border: 1, borderColor: "divider", borderRadius: "10px" }}>
      <Box sx={{ display: "flex", alignItems: "center", gap: 1, mb: 1 }}>
        <HourglassTopIcon aria-hidden color="warning" sx={{ fontSize: 16 }} />
        <Typography sx={{ fontWeight: 600, flex: 1 }}>
          {translate(isBuilding ? "admin.fields.filling" : "admin.fields.emptying")}
        </Typography>
        <Typography variant="caption" color="text.secondary" sx={{ fontVariantNumeric: "tabular-nums" }}>
          {translate("admin.fields.done_of", {
            done: number.format(status.doneRecords),
            total: number.format(status.totalRecords),
          })}
        </Typography>
        <Typography sx={{ fontWeight: 600, fontVariantNumeric: "tabular-nums" }}>{`${percent ?? 0}%`}</Typography>
      </Box>
      <LinearProgress
        variant={percent === null ? "indeterminate" : "determinate"}
        value={percent ?? 0}
        aria-label={translate("admin.fields.index_progress", { label: field.label })}
      />
      <Box sx={{ display: "flex", alignItems: "center", mt: 1 }}>
        <Typography variant="caption" color="text.secondary" sx={{ flex: 1 }}>
          {translate(isBuilding ? "admin.fields.filling_hint" : "admin.fields.emptying_hint")}
        </Typography>
        {isBuilding ? (
          <Button size="small" loading={isBusy} onClick={cancel}>
            {translate("admin.fields.cancel_index")}
          </Button>
        ) : null}
      </Box>
    </Box>
  );
}
