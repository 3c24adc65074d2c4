import Box from "@mui/material/Box";
import OutlinedInput from "@mui/material/OutlinedInput";
import { useTranslate } from "react-admin";
import { useEditor } from "../editor-context.ts";
import { SelectInput } from "../SelectInput.tsx";
import type { SchedulePreset } from "./schedule-presets.ts";

const MONDAY_FIRST = [1, 2, 3, 4, 5, 6, 0];
const MONTH_DAYS = Array.from({ length: 31 }, (_, day) => day + 1);
/** 4 January 1970 was a Sunday. */
const SUNDAY_MS = 3 * 86_400_000;

type PresetPartsProps = { readonly preset: SchedulePreset; readonly onChange: (preset: SchedulePreset) => void };

/** The parts that a kind of schedule has: a minute, a time, a day, or a cron text. */
export function PresetParts({ preset, onChange }: PresetPartsProps) {
  const translate = useTranslate();
  return (
    <Box sx={{ display: "flex", gap: 0.75, mt: 0.75, alignItems: "center" }}>
      {preset.kind === "weekly" || preset.kind === "monthly" ? <DayPart preset={preset} onChange={onChange} /> : null}
      {"time" in preset ? (
        <Part
          label={translate("workflow.schedule.time")}
          type="time"
          value={preset.time}
          onChange={(time) => onChange({ ...preset, time: time || "00:00" })}
        />
      ) : null}
      {preset.kind === "hourly" ? (
        <Part
          label={translate("workflow.schedule.minute")}
          type="number"
          value={String(preset.minute)}
          onChange={(text) => onChange({ ...preset, minute: Math.max(0, Math.min(59, Math.round(Number(text)))) })}
        />
      ) : null}
      {preset.kind === "custom" ? (
        <Part
          label={translate("workflow.schedule.cron")}
          type="text"
          value={preset.cron}
          onChange={(cron) => onChange({ kind: "custom", cron })}
        />
      ) : null}
    </Box>
  );
}

type DayPartProps = {
  readonly preset: Extract<SchedulePreset, { kind: "weekly" | "monthly" }>;
  readonly onChange: (preset: SchedulePreset) => void;
};

function DayPart({ preset, onChange }: DayPartProps) {
  const translate = useTranslate();
  const { readOnly } = useEditor();
  const weekday = new Intl.DateTimeFormat(undefined, { weekday: "long", timeZone: "UTC" });
  const choices =
    preset.kind === "weekly"
      ? MONDAY_FIRST.map((day) => ({ value: String(day), label: weekday.format(SUNDAY_MS + day * 86_400_000) }))
      : MONTH_DAYS.map((day) => ({ value: String(day), label: String(day) }));
  return (
    <SelectInput
      label={translate(`workflow.schedule.day_${preset.kind}`)}
      readOnly={readOnly}
      value={String(preset.day)}
      choices={choices}
      onChange={(day) => onChange({ ...preset, day: Number(day) })}
    />
  );
}

type PartProps = {
  readonly label: string;
  readonly type: "time" | "number" | "text";
  readonly value: string;
  readonly onChange: (text: string) => void;
};

function Part({ label, type, value, onChange }: PartProps) {
  const { readOnly } = useEditor();
  return (
    <OutlinedInput
      fullWidth
      size="small"
      type={type}
      readOnly={readOnly}
      value={value}
      onChange={(event) => onChange(event.target.value)}
      inputProps={{ "aria-label": label, maxLength: 100 }}
    />
  );
}
