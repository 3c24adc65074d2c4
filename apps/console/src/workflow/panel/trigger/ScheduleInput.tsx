import { nextOccurrence, parseCron } from "@catalyst/workflow-engine";
import Autocomplete from "@mui/material/Autocomplete";
import Box from "@mui/material/Box";
import TextField from "@mui/material/TextField";
import Typography from "@mui/material/Typography";
import { useTranslate } from "react-admin";
import { useEditor, useProblemAt } from "../editor-context.ts";
import { FormRow } from "../FormRow.tsx";
import { SelectInput } from "../SelectInput.tsx";
import { PresetParts } from "./PresetParts.tsx";
import { PRESET_KINDS, readPreset, toPreset, writePreset } from "./schedule-presets.ts";
import { useSetTriggerConfig } from "./use-set-trigger.ts";

const EMPTY = { cron: "", timeZone: "UTC", missed: "skip" as const };
const SHOWN_OCCURRENCES = 3;

/** How often, in which time zone, and what becomes of times when nothing ran. */
export function ScheduleInput() {
  const translate = useTranslate();
  const { graph, readOnly } = useEditor();
  const setConfig = useSetTriggerConfig();
  const schedule = graph.trigger.config.schedule ?? EMPTY;
  const preset = readPreset(schedule.cron);
  const cronError = useProblemAt("schedule.cron");
  const zoneError = useProblemAt("schedule.timeZone");
  const set = (patch: Partial<typeof schedule>) => setConfig({ schedule: { ...schedule, ...patch } });
  const label = translate("workflow.schedule.label");
  return (
    <>
      <FormRow inputId="schedule-kind" label={label} required error={cronError}>
        <SelectInput
          id="schedule-kind"
          label={label}
          readOnly={readOnly}
          value={preset.kind}
          choices={PRESET_KINDS.map((kind) => ({ value: kind, label: translate(`workflow.schedule.${kind}`) }))}
          onChange={(chosen) => {
            const kind = PRESET_KINDS.find((candidate) => candidate === chosen);
            if (kind) set({ cron: writePreset(toPreset(kind, preset)) });
          }}
        />
        <PresetParts preset={preset} onChange={(changed) => set({ cron: writePreset(changed) })} />
        <NextTimes cron={schedule.cron} timeZone={schedule.timeZone} />
      </FormRow>
      <FormRow inputId="schedule-zone" label={translate("workflow.schedule.zone")} required error={zoneError}>
        <Autocomplete
          id="schedule-zone"
          size="small"
          disableClearable
          readOnly={readOnly}
          options={zones(schedule.timeZone)}
          value={schedule.timeZone}
          onChange={(_event, timeZone) => set({ timeZone })}
          renderInput={(params) => (
            <TextField
              {...params}
              label=""
              slotProps={{ htmlInput: { ...params.inputProps, "aria-label": translate("workflow.schedule.zone") } }}
            />
          )}
        />
      </FormRow>
      <FormRow inputId="schedule-missed" label={translate("workflow.schedule.missed")}>
        <SelectInput
          id="schedule-missed"
          label={translate("workflow.schedule.missed")}
          readOnly={readOnly}
          value={schedule.missed}
          choices={(["skip", "once"] as const).map((value) => ({
            value,
            label: translate(`workflow.schedule.missed_${value}`),
          }))}
          onChange={(missed) => set({ missed: missed === "once" ? "once" : "skip" })}
        />
      </FormRow>
    </>
  );
}

type NextTimesProps = { readonly cron: string; readonly timeZone: string };

/** The next times, so that a schedule can be checked before it is published. */
function NextTimes({ cron, timeZone }: NextTimesProps) {
  const translate = useTranslate();
  const times = nextTimes(cron, timeZone);
  if (times.length === 0) return null;
  return (
    <Box sx={{ mt: 0.75 }}>
      <Typography variant="caption" color="text.secondary">
        {translate("workflow.schedule.next", { times: times.join(" · ") })}
      </Typography>
    </Box>
  );
}

function nextTimes(cron: string, timeZone: string): readonly string[] {
  const parsed = parseCron(cron);
  if (typeof parsed === "string" || !Intl.supportedValuesOf("timeZone").concat("UTC").includes(timeZone)) return [];
  const format = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short", timeZone });
  const times: string[] = [];
  let after: number | null = Date.now();
  while (times.length < SHOWN_OCCURRENCES && after !== null) {
    after = nextOccurrence(parsed, after, timeZone);
    if (after !== null) times.push(format.format(after));
  }
  return times;
}

function zones(current: string): string[] {
  return [...new Set(["UTC", current, ...Intl.supportedValuesOf("timeZone")])];
}
