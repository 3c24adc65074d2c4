import type { ConversionOutcome, FieldDefinition, TypeChange } from "@catalyst/contracts";
import CheckCircleOutlineIcon from "@mui/icons-material/CheckCircleOutline";
import ErrorOutlineIcon from "@mui/icons-material/ErrorOutline";
import WarningAmberIcon from "@mui/icons-material/WarningAmber";
import Box from "@mui/material/Box";
import Typography from "@mui/material/Typography";
import { useTranslate } from "react-admin";
import { FieldDisplay } from "../../../field/FieldDisplay.tsx";
import { useFormatLocale } from "../../../time/use-format-locale.ts";
import { sampleRecord } from "./sample-record.ts";

const MARKS = {
  clean: { Icon: CheckCircleOutlineIcon, color: "success" },
  lossy: { Icon: WarningAmberIcon, color: "warning" },
  failed: { Icon: ErrorOutlineIcon, color: "error" },
} as const satisfies Record<ConversionOutcome, { Icon: unknown; color: string }>;

type OutcomeSamplesProps = {
  readonly field: FieldDefinition;
  readonly change: TypeChange;
  readonly outcome: ConversionOutcome;
};

/** How many values fare so, and some of them before and after. */
export function OutcomeSamples({ field, change, outcome }: OutcomeSamplesProps) {
  const translate = useTranslate();
  const locale = useFormatLocale();
  const count = change.counts[outcome];
  const { Icon, color } = MARKS[outcome];
  const samples = change.samples.filter((sample) => sample.outcome === outcome);
  const target: FieldDefinition = { ...field, type: change.toType, config: change.toConfig };
  return (
    <Box component="section">
      <Box sx={{ display: "flex", alignItems: "center", gap: 1 }}>
        <Icon aria-hidden color={count > 0 ? color : "disabled"} sx={{ fontSize: 18 }} />
        <Typography sx={{ fontWeight: 600, fontVariantNumeric: "tabular-nums" }}>
          {translate(`admin_field.outcome.${outcome}`, {
            smart_count: count,
            count: new Intl.NumberFormat(locale).format(count),
          })}
        </Typography>
      </Box>
      {samples.length === 0 ? null : (
        <Box
          component="ul"
          sx={{
            listStyle: "none",
            m: 0,
            mt: 0.75,
            ml: 3.25,
            p: 0,
            border: 1,
            borderColor: "divider",
            borderRadius: "8px",
          }}
        >
          {samples.map((sample) => (
            <Box
              component="li"
              key={sample.recordId}
              sx={{ px: 1.25, py: 0.75, "& + &": { borderTop: 1, borderColor: "divider" } }}
            >
              <Typography variant="caption" color="text.secondary" component="div" noWrap>
                {sample.recordName}
              </Typography>
              <Box
                sx={{ display: "flex", flexWrap: "wrap", columnGap: 1, alignItems: "center", overflowWrap: "anywhere" }}
              >
                <FieldDisplay compact field={field} value={sample.before} record={sampleRecord(field, sample)} />
                <span>{translate("admin.fields.becomes")}</span>
                <Box component="span" sx={{ fontWeight: 600 }}>
                  <FieldDisplay compact field={target} value={sample.after} record={sampleRecord(field, sample)} />
                </Box>
              </Box>
              {sample.reason ? (
                <Typography
                  variant="caption"
                  component="div"
                  color={outcome === "failed" ? "error.dark" : "warning.dark"}
                >
                  {sample.reason}
                </Typography>
              ) : null}
            </Box>
          ))}
        </Box>
      )}
    </Box>
  );
}
