import { PrincipalId } from "@catalyst/contracts";
import type { FormField } from "@catalyst/workflow-engine";
import Autocomplete from "@mui/material/Autocomplete";
import TextField from "@mui/material/TextField";
import { z } from "zod";
import { useEditor, useProblemAt } from "./editor-context.ts";
import { FormRow } from "./FormRow.tsx";

const Ids = z.array(PrincipalId).catch([]);

type PeopleInputProps = {
  readonly id: string;
  readonly field: FormField;
  readonly value: unknown;
  readonly onChange: (people: readonly PrincipalId[]) => void;
};

/** Members of the tenant; one who has left is still shown, so that it can be taken out. */
export function PeopleInput({ id, field, value, onChange }: PeopleInputProps) {
  const { metadata, readOnly } = useEditor();
  const error = useProblemAt(field.key);
  const chosen = Ids.parse(value);
  const members = metadata.principals.filter((principal) => principal.active || chosen.includes(principal.id));
  const nameOf = (principalId: PrincipalId) =>
    members.find((principal) => principal.id === principalId)?.name ?? principalId;
  return (
    <FormRow inputId={id} label={field.label} required={field.required} help={field.help} error={error}>
      <Autocomplete
        multiple
        id={id}
        size="small"
        readOnly={readOnly}
        options={members.map((principal) => principal.id)}
        getOptionLabel={nameOf}
        value={chosen}
        onChange={(_event, people) => onChange(people)}
        renderInput={(params) => (
          <TextField
            {...params}
            label=""
            error={error !== null}
            slotProps={{ htmlInput: { ...params.inputProps, "aria-label": field.label } }}
          />
        )}
      />
    </FormRow>
  );
}
