import { type TriggerDefinition, WorkflowCondition } from "@catalyst/contracts";
import { dataPathsFor } from "@catalyst/workflow-engine";
import Autocomplete from "@mui/material/Autocomplete";
import Button from "@mui/material/Button";
import TextField from "@mui/material/TextField";
import Typography from "@mui/material/Typography";
import { useMemo } from "react";
import { useTranslate } from "react-admin";
import { triggerName } from "../document/step-fact.ts";
import { StepTile } from "../StepTile.tsx";
import { useFactText } from "../use-fact-text.ts";
import { ConditionBuilder, type ConditionDraft } from "./ConditionBuilder.tsx";
import { EditedStepProvider, useEditor, useProblemAt } from "./editor-context.ts";
import { FormRow } from "./FormRow.tsx";
import { PanelFrame } from "./PanelFrame.tsx";
import { SelectInput } from "./SelectInput.tsx";

const TYPES = ["record_created@1", "record_updated@1"] as const;
const FIRST_CONDITION: WorkflowCondition = {
  kind: "rules",
  match: "all",
  rules: [{ left: "", operator: "equals", right: null }],
};

/** What starts a run: which records, created or updated, which fields, and what must hold. */
export function TriggerPanel({ onClose }: { readonly onClose: () => void }) {
  const editor = useEditor();
  const { graph, metadata, problems } = editor;
  const text = useFactText();
  const translate = useTranslate();
  const edited = useMemo(
    () => ({
      stepKey: null,
      choices: dataPathsFor(graph, null, metadata),
      problems: problems.filter((problem) => problem.stepKey === null),
    }),
    [graph, metadata, problems],
  );
  const title = (
    <Typography variant="h2" component="h2" noWrap>
      {text(triggerName(editor))}
    </Typography>
  );
  return (
    <EditedStepProvider value={edited}>
      <PanelFrame
        label={translate("workflow.trigger.title")}
        tile={<StepTile type={graph.trigger.type} />}
        title={title}
        detail={translate("workflow.trigger.title")}
        onClose={onClose}
      >
        <TriggerForm />
      </PanelFrame>
    </EditedStepProvider>
  );
}

function TriggerForm() {
  const { graph, metadata, readOnly } = useEditor();
  const translate = useTranslate();
  const setTrigger = useSetTrigger();
  const entityError = useProblemAt("entityType");
  const { trigger } = graph;
  const label = { entity: translate("workflow.trigger.entity_type"), event: translate("workflow.trigger.event") };
  return (
    <>
      <FormRow inputId="trigger-entity" label={label.entity} required error={entityError}>
        <SelectInput
          id="trigger-entity"
          label={label.entity}
          readOnly={readOnly}
          value={trigger.config.entityType}
          choices={metadata.entityTypes.map((type) => ({ value: type.key, label: type.label }))}
          onChange={(entityType) => setTrigger({ ...trigger, config: { entityType, watchedFields: [] } })}
        />
      </FormRow>
      <FormRow inputId="trigger-event" label={label.event} required>
        <SelectInput
          id="trigger-event"
          label={label.event}
          readOnly={readOnly}
          value={trigger.type}
          choices={TYPES.map((type) => ({
            value: type,
            label: translate(`workflow.trigger.event_${type.replace("@1", "")}`),
          }))}
          onChange={(type) =>
            setTrigger({ ...trigger, type: type === "record_created@1" ? "record_created@1" : "record_updated@1" })
          }
        />
      </FormRow>
      {trigger.type === "record_updated@1" ? <WatchedFields /> : null}
      <TriggerCondition />
    </>
  );
}

function WatchedFields() {
  const { graph, metadata, readOnly } = useEditor();
  const translate = useTranslate();
  const setTrigger = useSetTrigger();
  const error = useProblemAt("watchedFields");
  const { trigger } = graph;
  const fields =
    metadata.entityTypes
      .find((type) => type.key === trigger.config.entityType)
      ?.fields.filter((field) => field.archivedAt === null && !field.readOnly) ?? [];
  const label = translate("workflow.trigger.watched");
  return (
    <FormRow inputId="trigger-watched" label={label} help={translate("workflow.trigger.watched_help")} error={error}>
      <Autocomplete
        multiple
        id="trigger-watched"
        size="small"
        readOnly={readOnly}
        options={fields.map((field) => field.key)}
        getOptionLabel={(key) => fields.find((field) => field.key === key)?.label ?? key}
        value={trigger.config.watchedFields}
        onChange={(_event, watchedFields) => setTrigger({ ...trigger, config: { ...trigger.config, watchedFields } })}
        renderInput={(params) => (
          <TextField
            {...params}
            label=""
            placeholder={trigger.config.watchedFields.length === 0 ? translate("workflow.trigger.any_field") : ""}
            slotProps={{ htmlInput: { ...params.inputProps, "aria-label": label } }}
          />
        )}
      />
    </FormRow>
  );
}

function TriggerCondition() {
  const { graph, readOnly } = useEditor();
  const translate = useTranslate();
  const setTrigger = useSetTrigger();
  const { trigger } = graph;
  const setCondition = (condition: WorkflowCondition | undefined) => {
    const { condition: _old, ...config } = trigger.config;
    setTrigger(
      { ...trigger, config: condition === undefined ? config : { ...config, condition } },
      "trigger.condition",
    );
  };
  if (trigger.config.condition === undefined) {
    return readOnly ? null : (
      <Button size="small" variant="outlined" onClick={() => setCondition(FIRST_CONDITION)}>
        {translate("workflow.trigger.add_condition")}
      </Button>
    );
  }
  return (
    <ConditionBuilder
      path="condition"
      label={translate("workflow.trigger.condition")}
      value={trigger.config.condition}
      onChange={(draft) => setCondition(whole(draft))}
    />
  );
}

/** A trigger needs no condition: one without rules or text is none. */
function whole(draft: ConditionDraft): WorkflowCondition | undefined {
  if (draft.kind === "formula" && draft.cel === "") return { kind: "formula", cel: " " };
  const parsed = WorkflowCondition.safeParse(draft);
  return parsed.success ? parsed.data : undefined;
}

function useSetTrigger(): (trigger: TriggerDefinition, editing?: string) => void {
  const { apply } = useEditor();
  return (trigger, editing) => apply({ kind: "setTrigger", trigger }, editing);
}
