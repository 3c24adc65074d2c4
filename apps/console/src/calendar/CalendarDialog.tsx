import type { Calendar } from "@catalyst/contracts";
import Alert from "@mui/material/Alert";
import Autocomplete from "@mui/material/Autocomplete";
import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import Dialog from "@mui/material/Dialog";
import DialogActions from "@mui/material/DialogActions";
import DialogContent from "@mui/material/DialogContent";
import DialogTitle from "@mui/material/DialogTitle";
import MenuItem from "@mui/material/MenuItem";
import TextField from "@mui/material/TextField";
import Typography from "@mui/material/Typography";
import { useNotify, useTranslate } from "react-admin";
import { type FormEvent, useState } from "react";
import { toApiError } from "../provider/api-error.ts";
import { useMetadata, useRefreshMetadata } from "../provider/metadata.ts";
import { trpc } from "../provider/trpc-client.ts";
import { useFormatLocale } from "../time/use-format-locale.ts";

const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7];
/** A Monday, from which the names of weekdays are made. */
const MONDAY = Date.UTC(2024, 0, 1);
const DAY_MS = 86_400_000;

/** Where one's days begin, and for admins where the organisation's do. */
export function CalendarDialog({ onClose }: { readonly onClose: () => void }) {
  const translate = useTranslate();
  const metadata = useMetadata().data;
  const [own, setOwn] = useState(metadata?.calendar);
  const [tenant, setTenant] = useState(metadata?.tenantCalendar);
  const { problem, save } = useSave(onClose);
  if (metadata === undefined || own === undefined || tenant === undefined) return null;
  const mayManage = metadata.actions.includes("tenant.manage");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void save(own, mayManage && !isSame(tenant, metadata.tenantCalendar) ? tenant : null);
  };
  return (
    <Dialog open fullWidth maxWidth="xs" onClose={onClose} aria-labelledby="calendar-title">
      <form onSubmit={submit}>
        <DialogTitle id="calendar-title">{translate("calendar.title")}</DialogTitle>
        <DialogContent sx={{ display: "flex", flexDirection: "column", gap: 2.5 }}>
          {problem ? <Alert severity="error">{problem}</Alert> : null}
          <CalendarInputs kind="own" value={own} onChange={setOwn} />
          {mayManage ? <CalendarInputs kind="tenant" value={tenant} onChange={setTenant} /> : null}
        </DialogContent>
        <DialogActions>
          <Button color="inherit" onClick={onClose}>
            {translate("calendar.cancel")}
          </Button>
          <Button type="submit" variant="contained">
            {translate("calendar.save")}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

type CalendarInputsProps = {
  readonly kind: "own" | "tenant";
  readonly value: Calendar;
  readonly onChange: (calendar: Calendar) => void;
};

function CalendarInputs({ kind, value, onChange }: CalendarInputsProps) {
  const translate = useTranslate();
  const locale = useFormatLocale();
  const zones = [...new Set(["UTC", value.timeZone, ...Intl.supportedValuesOf("timeZone")])].toSorted();
  const weekday = new Intl.DateTimeFormat(locale, { weekday: "long", timeZone: "UTC" });
  return (
    <Box component="fieldset" sx={{ border: 0, m: 0, p: 0, display: "flex", flexDirection: "column", gap: 1.5 }}>
      <Box component="legend" sx={{ p: 0, mb: 1 }}>
        <Typography sx={{ fontWeight: 600 }}>{translate(`calendar.${kind}`)}</Typography>
        <Typography variant="caption" color="text.secondary">
          {translate(`calendar.${kind}_hint`)}
        </Typography>
      </Box>
      <Autocomplete
        disableClearable
        options={zones}
        value={value.timeZone}
        onChange={(_event, timeZone) => onChange({ ...value, timeZone })}
        renderInput={(parameters) => <TextField {...parameters} label={translate("calendar.time_zone")} />}
      />
      <TextField
        select
        label={translate("calendar.week_starts")}
        value={value.weekStartsOn}
        onChange={(event) => onChange({ ...value, weekStartsOn: Number(event.target.value) })}
      >
        {WEEKDAYS.map((day) => (
          <MenuItem key={day} value={day}>
            {weekday.format(MONDAY + (day - 1) * DAY_MS)}
          </MenuItem>
        ))}
      </TextField>
    </Box>
  );
}

function useSave(onClose: () => void) {
  const notify = useNotify();
  const refresh = useRefreshMetadata();
  const [problem, setProblem] = useState<string | null>(null);
  const save = async (own: Calendar, tenant: Calendar | null) => {
    try {
      await trpc.calendar.setOwn.mutate(own);
      if (tenant !== null) await trpc.calendar.setTenant.mutate(tenant);
      await refresh();
      notify("calendar.saved", { type: "success" });
      onClose();
    } catch (failure) {
      setProblem(toApiError(failure).message);
    }
  };
  return { problem, save };
}

function isSame(left: Calendar, right: Calendar): boolean {
  return left.timeZone === right.timeZone && left.weekStartsOn === right.weekStartsOn;
}
