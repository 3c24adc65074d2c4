import { DateRange, RANGE_UNITS, type RangeUnit } from "@catalyst/contracts";
import { resolveRange } from "@catalyst/custom-fields";
import Button from "@mui/material/Button";
import MenuItem from "@mui/material/MenuItem";
import Stack from "@mui/material/Stack";
import TextField from "@mui/material/TextField";
import Typography from "@mui/material/Typography";
import { useTranslate } from "react-admin";
import { type FormEvent, useState } from "react";
import { useFormatLocale } from "../time/use-format-locale.ts";
import { rangeWords } from "./condition-text.ts";
import { dayBefore, dayWords } from "./day-words.ts";
import type { FilterValueInputProps } from "./FilterValueInput.tsx";
import { PresetChips } from "./PresetChips.tsx";
import { useFilterClock } from "./use-filter-clock.ts";

const preset = (range: DateRange["range"], count: number, unit: RangeUnit): DateRange => ({ range, count, unit });
const PRESETS: readonly DateRange[] = [
  preset("this", 1, "day"),
  preset("last", 7, "day"),
  preset("last", 30, "day"),
  preset("last", 90, "day"),
  preset("this", 1, "week"),
  preset("last", 1, "week"),
  preset("this", 1, "month"),
  preset("last", 1, "month"),
  preset("this", 1, "quarter"),
  preset("last", 1, "quarter"),
  preset("this", 1, "year"),
  preset("last", 1, "year"),
  preset("next", 7, "day"),
  preset("next", 30, "day"),
  preset("next", 1, "month"),
];
const DEFAULT = preset("last", 30, "day");

/** A range counted from today: one of those often used, or one's own; the days that it means now stand below. */
export function RangeValueInput({ condition, onChange, onDone }: FilterValueInputProps) {
  const translate = useTranslate();
  const given = DateRange.safeParse(condition.value);
  const [draft, setDraft] = useState<DateRange>(given.success ? given.data : DEFAULT);
  const settle = (range: DateRange) => {
    onDone();
    onChange({ ...range });
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    event.stopPropagation();
    settle(draft);
  };
  return (
    <form onSubmit={submit}>
      <PresetChips
        label={translate("filter.presets")}
        presets={PRESETS.map((value) => ({
          value,
          label: rangeWords(value, translate),
          chosen: given.success && sameRange(value, given.data),
        }))}
        onChoose={settle}
      />
      <Stack direction="row" spacing={1} sx={{ mt: 2 }}>
        <Select
          label={translate("filter.range")}
          value={draft.range}
          choices={(["last", "this", "next"] as const).map((id) => ({ id, label: translate(`filter.relative.${id}`) }))}
          onChange={(range) => setDraft({ ...draft, range, count: range === "this" ? 1 : draft.count })}
        />
        {draft.range === "this" ? null : (
          <TextField
            type="number"
            label={translate("filter.count")}
            value={draft.count}
            onChange={(event) => setDraft({ ...draft, count: clampCount(event.target.value) })}
            slotProps={{ htmlInput: { min: 1, max: 1_000 } }}
            sx={{ width: 84 }}
          />
        )}
        <Select
          label={translate("filter.unit")}
          value={draft.unit}
          choices={RANGE_UNITS.map((id) => ({ id, label: translate(`filter.units.${id}`) }))}
          onChange={(unit) => setDraft({ ...draft, unit })}
        />
      </Stack>
      <Meaning range={draft} />
      <Button type="submit" variant="contained" size="small" sx={{ mt: 1.5 }}>
        {translate("filter.apply")}
      </Button>
    </form>
  );
}

/** The days that a range means, so that nobody has to guess whether today counts. */
function Meaning({ range }: { readonly range: DateRange }) {
  const translate = useTranslate();
  const locale = useFormatLocale();
  const clock = useFilterClock();
  if (clock === null) return null;
  const span = resolveRange(range, clock);
  const [from, to] = [dayWords(span.from, locale), dayWords(dayBefore(span.to), locale)];
  return (
    <Typography variant="caption" color="text.secondary" sx={{ display: "block", mt: 1 }} aria-live="polite">
      {translate("filter.resolved", { from, to, zone: clock.timeZone })}
    </Typography>
  );
}

type SelectProps<T extends string> = {
  readonly label: string;
  readonly value: T;
  readonly choices: readonly { readonly id: T; readonly label: string }[];
  readonly onChange: (value: T) => void;
};

function Select<T extends string>({ label, value, choices, onChange }: SelectProps<T>) {
  return (
    <TextField
      select
      label={label}
      value={value}
      onChange={(event) => {
        const chosen = choices.find(({ id }) => id === event.target.value);
        if (chosen) onChange(chosen.id);
      }}
      sx={{ flex: 1, minWidth: 80 }}
    >
      {choices.map((choice) => (
        <MenuItem key={choice.id} value={choice.id}>
          {choice.label}
        </MenuItem>
      ))}
    </TextField>
  );
}

function sameRange(left: DateRange, right: DateRange): boolean {
  return (
    left.range === right.range && left.unit === right.unit && (left.range === "this" || left.count === right.count)
  );
}

function clampCount(text: string): number {
  return Math.min(1_000, Math.max(1, Math.trunc(Number(text)) || 1));
}
