import Autocomplete from "@mui/material/Autocomplete";
import TextField from "@mui/material/TextField";
import { useTranslate } from "react-admin";
import { useEditor, useProblemAt } from "../editor-context.ts";
import { FormRow } from "../FormRow.tsx";
import { useSetTrigger } from "./use-set-trigger.ts";

/** Fields of which one must have changed; none means any. */
export function WatchedFields() {
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
