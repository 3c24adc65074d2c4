import { RelativeDay, type FieldValue } from "@catalyst/contracts";
import Button from "@mui/material/Button";
import MenuItem from "@mui/material/MenuItem";
import Stack from "@mui/material/Stack";
import TextField from "@mui/material/TextField";
import { useTranslate } from "react-admin";
import { type FormEvent, useState } from "react";
import { relativeDayWords } from "./condition-text.ts";
import type { FilterValueInputProps } from "./FilterValueInput.tsx";
import { LISTS } from "./filter-edits.ts";
import { PresetChips } from "./PresetChips.tsx";
import { TypedValueInput } from "./TypedValueInput.tsx";

const relativeDay = (offsetDays: number): RelativeDay => ({ relative: "today", offsetDays });
const PRESETS = [0, -1, 1, -7, -30, 7].map(relativeDay);

/** A day: one of the calendar, or one counted from today. Moments are compared with whole days. */
export function DayValueInput(props: FilterValueInputProps) {
  return LISTS.has(props.condition.operator) ? <TypedValueInput {...props} /> : <OneDay {...props} />;
}

function OneDay({ field, condition, onChange, onDone }: FilterValueInputProps) {
  const translate = useTranslate();
  const given = RelativeDay.safeParse(condition.value);
  const [day, setDay] = useState(dayOf(condition.value));
  const settle = (value: FieldValue) => {
    onDone();
    onChange(value);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    event.stopPropagation();
    settle(day === "" ? null : day);
  };
  return (
    <>
      <PresetChips
        label={translate("filter.presets")}
        presets={PRESETS.map((value) => ({
          value,
          label: relativeDayWords(value, translate),
          chosen: given.success && given.data.offsetDays === value.offsetDays,
        }))}
        onChoose={(value) => settle({ ...value })}
      />
      <form onSubmit={submit}>
        <Stack direction="row" spacing={1} sx={{ mt: 2, alignItems: "center" }}>
          <TextField
            fullWidth
            type="date"
            label={field.label}
            value={day}
            onChange={(event) => setDay(event.target.value)}
            slotProps={{ inputLabel: { shrink: true } }}
          />
          <Button type="submit" variant="contained" size="small" disabled={day === ""}>
            {translate("filter.apply")}
          </Button>
        </Stack>
      </form>
      <CountedDay
        start={given.success ? given.data.offsetDays : -14}
        onSettle={(offset) => settle({ ...relativeDay(offset) })}
      />
    </>
  );
}

type CountedDayProps = { readonly start: number; readonly onSettle: (offsetDays: number) => void };

/** So many days before or after today. */
function CountedDay({ start, onSettle }: CountedDayProps) {
  const translate = useTranslate();
  const [count, setCount] = useState(String(Math.abs(start)));
  const [ahead, setAhead] = useState(start > 0);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    event.stopPropagation();
    const days = Math.min(36_500, Math.max(0, Math.trunc(Number(count)) || 0));
    onSettle(ahead ? days : days === 0 ? 0 : -days);
  };
  return (
    <form onSubmit={submit}>
      <Stack direction="row" spacing={1} sx={{ mt: 1.5, alignItems: "center" }}>
        <TextField
          type="number"
          label={translate("filter.days")}
          value={count}
          onChange={(event) => setCount(event.target.value)}
          slotProps={{ htmlInput: { min: 0, max: 36_500 } }}
          sx={{ width: 84 }}
        />
        <TextField
          select
          label={translate("filter.direction")}
          value={ahead ? "ahead" : "ago"}
          onChange={(event) => setAhead(event.target.value === "ahead")}
          sx={{ flex: 1 }}
        >
          <MenuItem value="ago">{translate("filter.days_ago")}</MenuItem>
          <MenuItem value="ahead">{translate("filter.days_ahead")}</MenuItem>
        </TextField>
        <Button type="submit" variant="outlined" size="small">
          {translate("filter.apply")}
        </Button>
      </Stack>
    </form>
  );
}

function dayOf(value: FieldValue): string {
  return typeof value === "string" && /^\d{4}-\d{2}-\d{2}/.test(value) ? value.slice(0, 10) : "";
}
