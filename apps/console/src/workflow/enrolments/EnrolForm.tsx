import {
  ENROLMENT_RATE_LIMIT,
  EntityTypeKey,
  type EntityType,
  type Filter,
  type WorkflowDetail,
} from "@catalyst/contracts";
import Alert from "@mui/material/Alert";
import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import TextField from "@mui/material/TextField";
import Typography from "@mui/material/Typography";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, type ReactNode, useId, useState } from "react";
import { useNotify, useTranslate } from "react-admin";
import { FilterEditor } from "../../entity/FilterEditor.tsx";
import { inputOf, StartInputs } from "../../entity/StartInputs.tsx";
import { PageHead } from "../../page/PageHead.tsx";
import { toApiError } from "../../provider/api-error.ts";
import { useMetadata } from "../../provider/metadata.ts";
import { trpc } from "../../provider/trpc-client.ts";
import { NotFound } from "../PageState.tsx";
import { EnrolPreview } from "./EnrolPreview.tsx";
import { enrolmentsKey, useMatches } from "./enrolment-queries.ts";
import { useDurationWords } from "./use-duration-words.ts";

const ALL: Filter = { kind: "and", filters: [] };
const USUAL_RATE = 600;

type EnrolFormProps = { readonly detail: WorkflowDetail; readonly onClose: () => void };

/** Which records, what the workflow asks for, how fast; then they go through it. */
export function EnrolForm(props: EnrolFormProps) {
  const key = props.detail.live?.graph.trigger.config.entityType;
  const entityType = useMetadata().data?.entityTypes.find((type) => type.key === key);
  return entityType === undefined ? <NotFound /> : <EntityEnrolForm {...props} entityType={entityType} />;
}

function EntityEnrolForm({ detail, entityType, onClose }: EnrolFormProps & { readonly entityType: EntityType }) {
  const translate = useTranslate();
  const { input: asked = [], condition } = detail.live?.graph.trigger.config ?? {};
  const [filter, setFilter] = useState<Filter | undefined>();
  const [texts, setTexts] = useState<Readonly<Record<string, string>>>({});
  const [rateText, setRateText] = useState(String(USUAL_RATE));
  const matches = useMatches(EntityTypeKey.parse(entityType.key), filter);
  const rate = rateOf(rateText);
  const { count = 0, capped = false } = matches.data ?? {};
  const start = useStart(detail, onClose);
  const error = start.error === null ? null : toApiError(start.error);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (rate === null || count === 0 || matches.isPlaceholderData) return;
    const { workflowId } = detail;
    const key = EntityTypeKey.parse(entityType.key);
    start.mutate({
      workflowId,
      entityType: key,
      filter: filter ?? ALL,
      input: inputOf(asked, texts),
      ratePerMinute: rate,
    });
  };
  return (
    <Box component="form" noValidate onSubmit={submit} sx={{ pb: 3 }}>
      <PageHead
        title={translate("workflow.enrolments.enrol")}
        hint={translate("workflow.enrolments.hint", { name: detail.name })}
        back={{ to: `/workflows/${detail.workflowId}/enrolments`, label: translate("workflow.enrolments.to_list") }}
      />
      <Part
        title={translate("workflow.enrolments.which")}
        hint={translate(`workflow.enrolments.${condition === undefined ? "which_hint" : "which_condition_hint"}`)}
      >
        <Box
          role="group"
          aria-label={translate("filter.label")}
          sx={{ display: "flex", flexWrap: "wrap", alignItems: "center", gap: 1, mb: 2 }}
        >
          <FilterEditor entityType={entityType} filter={filter} onChange={setFilter} />
        </Box>
        <EnrolPreview entityType={entityType} matches={matches} />
      </Part>
      {asked.length === 0 ? null : (
        <Part title={translate("workflow.enrolments.asks")}>
          <Box sx={{ display: "grid", gap: 2, maxWidth: 400 }}>
            <StartInputs fields={asked} texts={texts} onChange={setTexts} />
          </Box>
        </Part>
      )}
      <Part title={translate("workflow.enrolments.rate")}>
        <RateInput text={rateText} rate={rate} count={count} capped={capped} onChange={setRateText} />
      </Part>
      <Box sx={{ px: { xs: 2, md: 2.5 }, maxWidth: 640, display: "grid", gap: 2 }}>
        <Typography variant="body2" color="text.secondary">
          {translate("workflow.enrolments.as_you")}
        </Typography>
        {error === null ? null : (
          <Alert severity="error">{error.problems.map(({ message }) => message).join(" ") || error.message}</Alert>
        )}
        <Box sx={{ display: "flex", gap: 1, flexWrap: "wrap" }}>
          <Button variant="outlined" onClick={onClose}>
            {translate("workflow.cancel")}
          </Button>
          <Button
            type="submit"
            variant="contained"
            loading={start.isPending}
            aria-disabled={count === 0 || rate === null}
          >
            {translate(capped ? "workflow.enrolments.start_capped" : "workflow.enrolments.start", {
              smart_count: count,
            })}
          </Button>
        </Box>
      </Box>
    </Box>
  );
}

type PartProps = { readonly title: string; readonly hint?: string; readonly children: ReactNode };

function Part({ title, hint, children }: PartProps) {
  const id = useId();
  return (
    <Box component="section" aria-labelledby={id} sx={{ px: { xs: 2, md: 2.5 }, pb: 2.5, maxWidth: 840 }}>
      <Typography id={id} variant="h2" component="h2" sx={{ mb: hint === undefined ? 1 : 0 }}>
        {title}
      </Typography>
      {hint === undefined ? null : (
        <Typography variant="caption" component="p" color="text.secondary" sx={{ mt: 0, mb: 1 }}>
          {hint}
        </Typography>
      )}
      {children}
    </Box>
  );
}

type RateInputProps = {
  readonly text: string;
  readonly rate: number | null;
  readonly count: number;
  readonly capped: boolean;
  readonly onChange: (text: string) => void;
};

function RateInput({ text, rate, count, capped, onChange }: RateInputProps) {
  const translate = useTranslate();
  const words = useDurationWords();
  const limit = ENROLMENT_RATE_LIMIT;
  const takes =
    rate === null || count === 0
      ? ""
      : translate(capped ? "workflow.enrolments.takes_at_least" : "workflow.enrolments.takes", {
          time: words(count / rate),
        });
  return (
    <>
      <TextField
        type="number"
        value={text}
        onChange={(event) => onChange(event.target.value)}
        error={rate === null}
        helperText={rate === null ? translate("workflow.enrolments.rate_wrong", { limit }) : takes}
        slotProps={{ htmlInput: { "aria-label": translate("workflow.enrolments.rate"), min: 1, max: limit } }}
        sx={{ width: 200 }}
      />
      <Typography variant="caption" component="p" color="text.secondary" sx={{ m: 0 }}>
        {translate("workflow.enrolments.rate_hint", { limit })}
      </Typography>
    </>
  );
}

function rateOf(text: string): number | null {
  const rate = Number(text);
  return text !== "" && Number.isInteger(rate) && rate >= 1 && rate <= ENROLMENT_RATE_LIMIT ? rate : null;
}

type StartInput = Parameters<typeof trpc.enrolments.start.mutate>[0];

function useStart({ workflowId }: WorkflowDetail, onStarted: () => void) {
  const client = useQueryClient();
  const notify = useNotify();
  const translate = useTranslate();
  return useMutation({
    mutationFn: (input: StartInput) => trpc.enrolments.start.mutate(input),
    onSuccess: async () => {
      notify(translate("workflow.enrolments.started_now"), { type: "success" });
      await client.invalidateQueries({ queryKey: enrolmentsKey(workflowId) });
      onStarted();
    },
  });
}
