import { TRIGGER_TYPES, type TriggerType } from "@catalyst/contracts";
import { NEEDS_RECORD } from "@catalyst/workflow-engine";
import { useTranslate } from "react-admin";
import { useEditor, useProblemAt } from "../editor-context.ts";
import { FilterInput } from "../FilterInput.tsx";
import { FormRow } from "../FormRow.tsx";
import { SelectInput } from "../SelectInput.tsx";
import { ChangesInput } from "./ChangesInput.tsx";
import { InputFields } from "./InputFields.tsx";
import { LimitsInput } from "./LimitsInput.tsx";
import { ScheduleInput } from "./ScheduleInput.tsx";
import { TriggerCondition } from "./TriggerCondition.tsx";
import { useSetTrigger, useSetTriggerConfig } from "./use-set-trigger.ts";
import { WatchedFields } from "./WatchedFields.tsx";

/** Triggers to which whoever starts a run gives something. */
const TAKES_INPUT: ReadonlySet<TriggerType> = new Set([
  "webhook@1",
  "manual@1",
  "workflow_called@1",
  "form_submitted@1",
]);
/** Triggers that may work on a record, but need not. */
const MAY_HAVE_RECORD: ReadonlySet<TriggerType> = new Set(["manual@1", "workflow_called@1"]);

/** Event, entity type, and what belongs to the event. */
export function TriggerForm() {
  const { graph, readOnly } = useEditor();
  const translate = useTranslate();
  const setTrigger = useSetTrigger();
  const { type } = graph.trigger;
  const label = translate("workflow.trigger.event");
  const change = (chosen: string) => {
    const next = TRIGGER_TYPES.find((candidate) => candidate === chosen);
    if (next) setTrigger({ type: next, config: startConfig(next, graph.trigger.config.entityType) });
  };
  return (
    <>
      <FormRow inputId="trigger-event" label={label} required>
        <SelectInput
          id="trigger-event"
          label={label}
          readOnly={readOnly}
          value={type}
          choices={TRIGGER_TYPES.map((value) => ({
            value,
            label: translate(`workflow.trigger.event_${value.replace("@1", "")}`),
          }))}
          onChange={change}
        />
      </FormRow>
      {NEEDS_RECORD.has(type) || MAY_HAVE_RECORD.has(type) ? <EntityTypeInput /> : null}
      <EventParts type={type} />
      {graph.trigger.config.entityType === "" ? null : <TriggerCondition />}
      <LimitsInput />
    </>
  );
}

function EventParts({ type }: { readonly type: TriggerType }) {
  const translate = useTranslate();
  const { graph } = useEditor();
  const setConfig = useSetTriggerConfig();
  const { entityType, filter } = graph.trigger.config;
  return (
    <>
      {type === "record_updated@1" ? <WatchedFields /> : null}
      {type === "record_updated@1" ? <ChangesInput /> : null}
      {type === "record_entered@1" || type === "record_left@1" ? (
        <FilterInput
          path="filter"
          label={translate("workflow.trigger.filter")}
          help={translate(`workflow.trigger.filter_help_${type.replace("@1", "")}`)}
          entityType={entityType}
          value={filter}
          onChange={(changed) => setConfig({ filter: changed })}
        />
      ) : null}
      {type === "schedule@1" ? <ScheduleInput /> : null}
      {TAKES_INPUT.has(type) ? <InputFields /> : null}
    </>
  );
}

function EntityTypeInput() {
  const { graph, metadata, readOnly } = useEditor();
  const translate = useTranslate();
  const setTrigger = useSetTrigger();
  const error = useProblemAt("entityType");
  const { trigger } = graph;
  const required = NEEDS_RECORD.has(trigger.type);
  const label = translate("workflow.trigger.entity_type");
  const none = { value: "", label: translate("workflow.trigger.no_record") };
  return (
    <FormRow inputId="trigger-entity" label={label} required={required} error={error}>
      <SelectInput
        id="trigger-entity"
        label={label}
        readOnly={readOnly}
        placeholder={translate("workflow.form.choose")}
        value={trigger.config.entityType}
        choices={[
          ...(required ? [] : [none]),
          ...metadata.entityTypes.map((entityType) => ({ value: entityType.key, label: entityType.label })),
        ]}
        onChange={(entityType) =>
          setTrigger({ ...trigger, config: { ...startConfig(trigger.type, entityType), input: trigger.config.input } })
        }
      />
    </FormRow>
  );
}

/** What a trigger that was just chosen starts with: another event has other parts. */
function startConfig(type: TriggerType, entityType: string) {
  const keepsRecord = NEEDS_RECORD.has(type) || MAY_HAVE_RECORD.has(type);
  return {
    entityType: keepsRecord ? entityType : "",
    watchedFields: [],
    ...(type === "record_entered@1" || type === "record_left@1"
      ? { filter: { kind: "and" as const, filters: [] } }
      : {}),
    ...(type === "schedule@1"
      ? { schedule: { cron: "0 9 * * 1-5", timeZone: browserZone(), missed: "skip" as const } }
      : {}),
    ...(TAKES_INPUT.has(type) ? { input: [] } : {}),
  };
}

function browserZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}
