import type { StepDefinition } from "@catalyst/contracts";
import { findStepType } from "@catalyst/workflow-engine";
import Box from "@mui/material/Box";
import { useTranslate } from "react-admin";
import { newestStepTypes } from "../new-step.ts";
import { FormRow } from "./FormRow.tsx";
import { SelectInput } from "./SelectInput.tsx";
import { StepFields } from "./StepFields.tsx";
import { useEditor, useProblemAt } from "./editor-context.ts";

const NONE = "none";

/** What undoes the step when the run fails after it was done. */
export function CompensationInput({ step }: { readonly step: StepDefinition }) {
  const translate = useTranslate();
  const { apply, readOnly } = useEditor();
  const error = useProblemAt("compensation");
  const id = `${step.key}-compensation`;
  const label = translate("workflow.compensation.label");
  const types = newestStepTypes().filter((type) => type.kind === "database" || type.kind === "external");
  const choose = (type: string) => {
    const initial: StepDefinition["config"] = JSON.parse(JSON.stringify(findStepType(type)?.initialConfig ?? {}));
    const compensation = type === NONE ? undefined : { type, config: initial };
    apply({ kind: "updateStep", key: step.key, patch: { compensation } });
  };
  return (
    <>
      <FormRow inputId={id} label={label} help={translate("workflow.compensation.help")} error={error}>
        <SelectInput
          id={id}
          label={label}
          readOnly={readOnly}
          value={step.compensation?.type ?? NONE}
          choices={[
            { value: NONE, label: translate("workflow.compensation.none") },
            ...types.map((type) => ({ value: type.type, label: type.label })),
          ]}
          onChange={choose}
        />
      </FormRow>
      {step.compensation === undefined ? null : (
        <Box sx={{ borderLeft: 2, borderColor: "divider", pl: 1.25 }}>
          <StepFields
            idPrefix={id}
            type={step.compensation.type}
            config={step.compensation.config}
            onChange={(config, editing) =>
              apply(
                {
                  kind: "updateStep",
                  key: step.key,
                  patch: { compensation: { type: step.compensation?.type ?? "", config } },
                },
                `${step.key}.compensation.${editing}`,
              )
            }
          />
        </Box>
      )}
    </>
  );
}
