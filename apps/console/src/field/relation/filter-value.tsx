import { type FieldDefinition, RecordId } from "@catalyst/contracts";
import Autocomplete, { type AutocompleteRenderInputParams } from "@mui/material/Autocomplete";
import TextField from "@mui/material/TextField";
import { useQuery } from "@tanstack/react-query";
import { useGetMany, useTranslate } from "react-admin";
import { useState } from "react";
import type { ScreenRecord } from "../../provider/records-of.ts";
import { trpc } from "../../provider/trpc-client.ts";
import type { FilterValueInputProps } from "../../entity/FilterValueInput.tsx";
import { LISTS } from "../../entity/filter-edits.ts";
import { ListValueForm } from "../../entity/ListValueForm.tsx";

const CHOICES = 20;

/** Records of the other entity type, found by the beginning of their name: one, or several for operators that take a list. */
export function RelationValueInput(props: FilterValueInputProps) {
  return LISTS.has(props.condition.operator) ? <ManyRecords {...props} /> : <OneRecord {...props} />;
}

function OneRecord({ field, onChange, onDone }: FilterValueInputProps) {
  const found = useFoundRecords(field);
  return (
    <Autocomplete
      {...found}
      onChange={(_event, next) => {
        if (!next) return;
        onDone();
        onChange(next.id);
      }}
    />
  );
}

function ManyRecords({ field, condition, onChange, onDone }: FilterValueInputProps) {
  const found = useFoundRecords(field);
  return (
    <ListValueForm value={condition.value} onChange={onChange} onDone={onDone}>
      {(chosen, choose) => <ChosenRecords found={found} field={field} chosen={chosen} onChoose={choose} />}
    </ListValueForm>
  );
}

type ChosenRecordsProps = {
  readonly found: ReturnType<typeof useFoundRecords>;
  readonly field: FieldDefinition;
  readonly chosen: readonly string[];
  readonly onChoose: (next: readonly string[]) => void;
};

function ChosenRecords({ found, field, chosen, onChoose }: ChosenRecordsProps) {
  const ids = chosen.flatMap((id) => RecordId.safeParse(id).data ?? []);
  const target = field.config.targetEntityType ?? "";
  const { data = [] } = useGetMany<ScreenRecord>(target, { ids }, { enabled: ids.length > 0 });
  const names = new Map(data.map((record) => [String(record.id), record.displayName]));
  return (
    <Autocomplete
      multiple
      disableCloseOnSelect
      {...found}
      value={chosen.map((id) => ({ id, label: names.get(id) ?? "…" }))}
      onChange={(_event, next) => onChoose(next.map(({ id }) => id))}
    />
  );
}

function useFoundRecords(field: FieldDefinition) {
  const translate = useTranslate();
  const [search, setSearch] = useState("");
  const entityType = field.config.targetEntityType ?? "";
  const { data } = useQuery({
    queryKey: ["relation-choices", entityType, search],
    queryFn: ({ signal }) =>
      trpc.records.list.query({ entityType, limit: CHOICES, ...(search ? { search } : {}) }, { signal }),
    placeholderData: (previous) => previous,
  });
  return {
    options: (data?.records ?? []).map(({ id, displayName }): Choice => ({ id, label: displayName })),
    filterOptions: (options: Choice[]) => options,
    isOptionEqualToValue: (left: Choice, right: Choice) => left.id === right.id,
    getOptionKey: (choice: Choice) => choice.id,
    onInputChange: (_event: unknown, text: string, reason: string) => {
      if (reason === "input") setSearch(text);
    },
    renderInput: (parameters: AutocompleteRenderInputParams) => (
      <TextField {...parameters} autoFocus label={field.label} placeholder={translate("filter.choose")} />
    ),
  };
}

type Choice = { readonly id: string; readonly label: string };
