import type { RunRetention } from "@catalyst/contracts";
import Alert from "@mui/material/Alert";
import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import TextField from "@mui/material/TextField";
import Typography from "@mui/material/Typography";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useNotify, useTranslate } from "react-admin";
import { toApiError } from "../provider/api-error.ts";
import { trpc } from "../provider/trpc-client.ts";
import { TimeText } from "../time/TimeText.tsx";
import { QueryState } from "./QueryState.tsx";
import { SettingsPage } from "./SettingsPage.tsx";

const KEY = ["run-retention"];
const LONGEST_DAYS = 3_650;

/** `/settings/retention`: how long the history of runs is kept, and what was deleted. */
export function RetentionPage() {
  const translate = useTranslate();
  const query = useQuery({ queryKey: KEY, queryFn: () => trpc.runs.retention.query() });
  return (
    <SettingsPage title={translate("admin.retention.title")} hint={translate("admin.retention.hint")}>
      <QueryState query={query}>{(retention) => <RetentionForm retention={retention} />}</QueryState>
    </SettingsPage>
  );
}

function RetentionForm({ retention }: { readonly retention: RunRetention }) {
  const translate = useTranslate();
  const [text, setText] = useState(String(retention.days));
  const save = useSave();
  const days = daysOf(text);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (days !== null) save.mutate(days);
  };
  return (
    <Box
      component="form"
      noValidate
      onSubmit={submit}
      sx={{ px: { xs: 2, md: 2.5 }, pb: 3, maxWidth: 640, display: "grid", gap: 2, justifyItems: "start" }}
    >
      {save.error ? <Alert severity="error">{toApiError(save.error).message}</Alert> : null}
      <TextField
        type="number"
        label={translate("admin.retention.days")}
        value={text}
        onChange={(event) => setText(event.target.value)}
        error={days === null}
        helperText={translate(days === null ? "admin.retention.days_wrong" : "admin.retention.days_help")}
        slotProps={{ htmlInput: { min: 1, max: LONGEST_DAYS } }}
        sx={{ "& .MuiInputBase-root": { width: 140 } }}
      />
      {days !== null && days < retention.days ? (
        <Alert severity="warning">{translate("admin.retention.shorter", { smart_count: days })}</Alert>
      ) : null}
      <Button type="submit" variant="contained" loading={save.isPending}>
        {translate("admin.retention.save")}
      </Button>
      <Deletions retention={retention} />
    </Box>
  );
}

function Deletions({ retention: { lastRunAt, lastDeleted, totalDeleted } }: { readonly retention: RunRetention }) {
  const translate = useTranslate();
  if (lastRunAt === null)
    return (
      <Typography variant="body2" color="text.secondary">
        {translate("admin.retention.never")}
      </Typography>
    );
  const [before = "", after = ""] = translate("admin.retention.last", { smart_count: lastDeleted, time: "\n" }).split(
    "\n",
  );
  return (
    <Typography variant="body2" color="text.secondary" component="div">
      <div>
        {before}
        <TimeText at={lastRunAt} />
        {after}
      </div>
      <div>{translate("admin.retention.total", { smart_count: totalDeleted })}</div>
    </Typography>
  );
}

function daysOf(text: string): number | null {
  const days = Number(text);
  return text !== "" && Number.isInteger(days) && days >= 1 && days <= LONGEST_DAYS ? days : null;
}

function useSave() {
  const client = useQueryClient();
  const notify = useNotify();
  const translate = useTranslate();
  return useMutation({
    mutationFn: (days: number) => trpc.runs.setRetention.mutate({ days }),
    onSuccess: (retention) => {
      client.setQueryData(KEY, retention);
      notify(translate("admin.retention.saved"), { type: "success" });
    },
  });
}
