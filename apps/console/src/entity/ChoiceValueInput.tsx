import Autocomplete from "@mui/material/Autocomplete";
import TextField from "@mui/material/TextField";
import { useTranslate } from "react-admin";
import type { FilterValueInputProps } from "./FilterValueInput.tsx";
import { LISTS } from "./filter-edits.ts";
import { ListValueForm } from "./ListValueForm.tsx";

type Choice = { readonly id: string | boolean; readonly label: string };
type ChoiceValueInputProps = FilterValueInputProps & { readonly choices: readonly Choice[] };

/** One of a few choices, or several for operators that take a list. */
export function ChoiceValueInput(props: ChoiceValueInputProps) {
  return LISTS.has(props.condition.operator) ? <ManyChoices {...props} /> : <OneChoice {...props} />;
}

function ManyChoices({ field, condition, onChange, onDone, choices }: ChoiceValueInputProps) {
  const translate = useTranslate();
  return (
    <ListValueForm value={condition.value} onChange={onChange} onDone={onDone}>
      {(chosen, choose) => (
        <Autocomplete
          multiple
          disableCloseOnSelect
          openOnFocus
          options={[...choices]}
          value={choices.filter((choice) => chosen.includes(String(choice.id)))}
          isOptionEqualToValue={(left, right) => left.id === right.id}
          onChange={(_event, next) => choose(next.map((choice) => String(choice.id)))}
          renderInput={(parameters) => (
            <TextField {...parameters} autoFocus label={field.label} placeholder={translate("filter.choose")} />
          )}
        />
      )}
    </ListValueForm>
  );
}

function OneChoice({ field, condition, onChange, onDone, choices }: ChoiceValueInputProps) {
  const translate = useTranslate();
  return (
    <Autocomplete
      options={[...choices]}
      value={choices.find((choice) => choice.id === condition.value) ?? null}
      isOptionEqualToValue={(left, right) => left.id === right.id}
      onChange={(_event, next) => {
        if (next) onDone();
        onChange(next?.id ?? null);
      }}
      renderInput={(parameters) => (
        <TextField {...parameters} autoFocus label={field.label} placeholder={translate("filter.choose")} />
      )}
    />
  );
}
