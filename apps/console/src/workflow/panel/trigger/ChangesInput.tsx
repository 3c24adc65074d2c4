import type { FieldDefinition, WatchedChange } from "@catalyst/contracts";
import AddIcon from "@mui/icons-material/AddOutlined";
import CloseIcon from "@mui/icons-material/CloseOutlined";
import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import IconButton from "@mui/material/IconButton";
import Typography from "@mui/material/Typography";
import { useTranslate } from "react-admin";
import { useEditor, useProblemAt } from "../editor-context.ts";
import { FormRow } from "../FormRow.tsx";
import { LiteralInput } from "../LiteralInput.tsx";
import { SelectInput } from "../SelectInput.tsx";
import { useSetTriggerConfig } from "./use-set-trigger.ts";

/** Changes of which one must have happened, from what to what; none means any. */
export function ChangesInput() {
  const translate = useTranslate();
  const { graph, metadata, readOnly } = useEditor();
  const setConfig = useSetTriggerConfig();
  const error = useProblemAt("changes");
  const { changes = [], entityType } = graph.trigger.config;
  const fields =
    metadata.entityTypes
      .find((type) => type.key === entityType)
      ?.fields.filter((field) => field.archivedAt === null && !field.readOnly) ?? [];
  const set = (next: readonly WatchedChange[]) => setConfig({ changes: next.length === 0 ? undefined : [...next] });
  const [first] = fields;
  return (
    <FormRow
      label={translate("workflow.trigger.changes")}
      help={translate("workflow.trigger.changes_help")}
      error={error}
    >
      {changes.map((change, place) => (
        <ChangeRow
          // oxlint-disable-next-line react/no-array-index-key -- changes have no id of their own
          key={place}
          number={place + 1}
          change={change}
          fields={fields}
          onChange={(changed) => set(changes.with(place, changed))}
          onRemove={() => set(changes.toSpliced(place, 1))}
        />
      ))}
      {readOnly || first === undefined ? null : (
        <Button
          size="small"
          variant="text"
          startIcon={<AddIcon sx={{ fontSize: 14 }} />}
          onClick={() => set([...changes, { field: first.key }])}
        >
          {translate("workflow.trigger.add_change")}
        </Button>
      )}
    </FormRow>
  );
}

type ChangeRowProps = {
  readonly number: number;
  readonly change: WatchedChange;
  readonly fields: readonly FieldDefinition[];
  readonly onChange: (change: WatchedChange) => void;
  readonly onRemove: () => void;
};

function ChangeRow({ number, change, fields, onChange, onRemove }: ChangeRowProps) {
  const translate = useTranslate();
  const { readOnly } = useEditor();
  const field = fields.find((candidate) => candidate.key === change.field) ?? null;
  const name = translate("workflow.trigger.change", { number });
  return (
    <Box role="group" aria-label={name} sx={{ borderLeft: 2, borderColor: "divider", pl: 1.25, mb: 1 }}>
      <Box sx={{ display: "flex", gap: 0.5, alignItems: "center", mb: 0.75 }}>
        <SelectInput
          label={translate("workflow.filter.field", { rule: name })}
          readOnly={readOnly}
          value={change.field}
          choices={fields.map(({ key, label }) => ({ value: key, label }))}
          onChange={(key) => onChange({ field: key })}
        />
        {readOnly ? null : (
          <IconButton size="small" aria-label={translate("workflow.filter.remove", { rule: name })} onClick={onRemove}>
            <CloseIcon sx={{ fontSize: 16 }} />
          </IconButton>
        )}
      </Box>
      {(["from", "to"] as const).map((end) => (
        <ChangeEnd key={end} end={end} name={name} field={field} change={change} onChange={onChange} />
      ))}
    </Box>
  );
}

type ChangeEndProps = Pick<ChangeRowProps, "change" | "onChange"> & {
  readonly end: "from" | "to";
  readonly name: string;
  readonly field: FieldDefinition | null;
};

/** One end of a change: any value, or a fixed one. */
function ChangeEnd({ end, name, field, change, onChange }: ChangeEndProps) {
  const translate = useTranslate();
  const { readOnly } = useEditor();
  const { [end]: value, ...others } = change;
  const label = translate(`workflow.trigger.change_${end}`, { change: name });
  return (
    <Box sx={{ display: "flex", gap: 0.75, alignItems: "center", mb: 0.75 }}>
      <Typography variant="caption" color="text.secondary" sx={{ width: 36, flex: "none" }}>
        {translate(`workflow.trigger.${end}`)}
      </Typography>
      {value === undefined ? (
        <Button size="small" variant="text" disabled={readOnly} onClick={() => onChange({ ...change, [end]: null })}>
          {translate("workflow.trigger.any_value")}
        </Button>
      ) : (
        <>
          <Box sx={{ flex: 1, minWidth: 0 }}>
            <LiteralInput
              label={label}
              field={field}
              value={value}
              onChange={(next) => onChange({ ...change, [end]: next })}
            />
          </Box>
          {readOnly ? null : (
            <IconButton
              size="small"
              aria-label={translate("workflow.trigger.any_instead", { change: label })}
              onClick={() => onChange(others)}
            >
              <CloseIcon sx={{ fontSize: 16 }} />
            </IconButton>
          )}
        </>
      )}
    </Box>
  );
}
