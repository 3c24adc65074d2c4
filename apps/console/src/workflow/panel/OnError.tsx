import type { StepDefinition } from "@catalyst/contracts";
import { findStepType } from "@catalyst/workflow-engine";
import Box from "@mui/material/Box";
import OutlinedInput from "@mui/material/OutlinedInput";
import Typography from "@mui/material/Typography";
import { useTranslate } from "react-admin";
import { CompensationInput } from "./CompensationInput.tsx";
import { FormRow } from "./FormRow.tsx";
import { SelectInput } from "./SelectInput.tsx";
import { useEditor } from "./editor-context.ts";

const ON_ERROR = ["fail", "continue", "path"] as const satisfies readonly StepDefinition["onError"][];
const DEFAULT_ATTEMPTS = 4;
const ATTEMPTS_LIMIT = 20;

/** What happens when a step fails for good, and how often it is tried before. */
export function OnError({ step }: { readonly step: StepDefinition }) {
  const translate = useTranslate();
  const { apply, readOnly } = useEditor();
  const kind = findStepType(step.type)?.kind;
  if (kind !== "external" && kind !== "database") return null;
  const attemptsId = `${step.key}-attempts`;
  const setAttempts = (attempts: number) => {
    const maxAttempts = Math.max(1, Math.min(ATTEMPTS_LIMIT, Math.round(attempts) || 1));
    const retry = { firstDelayMs: 1_000, factor: 2, maxDelayMs: 300_000, ...step.retry, maxAttempts };
    apply({ kind: "updateStep", key: step.key, patch: { retry } }, `${step.key}.retry`);
  };
  return (
    <Box component="section" sx={{ borderTop: 1, borderColor: "divider", mt: 2, pt: 1.5 }}>
      <Typography variant="h2" component="h3" sx={{ mb: 1 }}>
        {translate("workflow.on_error.title")}
      </Typography>
      <FormRow inputId={`${step.key}-onerror`} label={translate("workflow.on_error.label")}>
        <SelectInput
          id={`${step.key}-onerror`}
          label={translate("workflow.on_error.label")}
          readOnly={readOnly}
          value={step.onError}
          choices={ON_ERROR.map((value) => ({ value, label: translate(`workflow.on_error.${value}`) }))}
          onChange={(chosen) =>
            apply({
              kind: "updateStep",
              key: step.key,
              patch: { onError: ON_ERROR.find((value) => value === chosen) ?? "fail" },
            })
          }
        />
      </FormRow>
      {kind === "external" ? (
        <FormRow
          inputId={attemptsId}
          label={translate("workflow.on_error.attempts")}
          help={translate("workflow.on_error.attempts_help")}
        >
          <OutlinedInput
            id={attemptsId}
            size="small"
            type="number"
            readOnly={readOnly}
            value={step.retry?.maxAttempts ?? DEFAULT_ATTEMPTS}
            onChange={(event) => setAttempts(Number(event.target.value))}
            inputProps={{ min: 1, max: ATTEMPTS_LIMIT }}
            sx={{ width: 96 }}
          />
        </FormRow>
      ) : null}
      {kind === "external" ? <TimeoutInput step={step} /> : null}
      <CompensationInput step={step} />
    </Box>
  );
}

const MOST_SECONDS = 120;

/** How long a call may take. */
function TimeoutInput({ step }: { readonly step: StepDefinition }) {
  const translate = useTranslate();
  const { apply, readOnly } = useEditor();
  const id = `${step.key}-timeout`;
  const set = (text: string) => {
    const seconds = Math.max(1, Math.min(MOST_SECONDS, Math.round(Number(text)) || 1));
    apply(
      { kind: "updateStep", key: step.key, patch: { timeoutMs: text === "" ? undefined : seconds * 1_000 } },
      `${step.key}.timeout`,
    );
  };
  return (
    <FormRow
      inputId={id}
      label={translate("workflow.on_error.timeout")}
      help={translate("workflow.on_error.timeout_help")}
    >
      <OutlinedInput
        id={id}
        size="small"
        type="number"
        readOnly={readOnly}
        value={step.timeoutMs === undefined ? "" : step.timeoutMs / 1_000}
        onChange={(event) => set(event.target.value)}
        inputProps={{ min: 1, max: MOST_SECONDS }}
        sx={{ width: 96 }}
      />
    </FormRow>
  );
}
