import type { Condition, FieldDefinition, FieldValue } from "@catalyst/contracts";
import Autocomplete from "@mui/material/Autocomplete";
import TextField from "@mui/material/TextField";
import { useQuery } from "@tanstack/react-query";
import { useTranslate } from "react-admin";
import { useState } from "react";
import { trpc } from "../provider/trpc-client.ts";

type RelationValueInputProps = {
  readonly field: FieldDefinition;
  readonly condition: Condition;
  readonly onChange: (value: FieldValue) => void;
  readonly onDone: () => void;
};

const CHOICES = 20;

/** A record of the other entity type, found by the beginning of its name. */
export function RelationValueInput({ field, condition, onChange, onDone }: RelationValueInputProps) {
  const translate = useTranslate();
  const [search, setSearch] = useState("");
  const entityType = field.config.targetEntityType ?? "";
  const { data } = useQuery({
    queryKey: ["relation-choices", entityType, search],
    queryFn: ({ signal }) =>
      trpc.records.list.query({ entityType, limit: CHOICES, ...(search ? { search } : {}) }, { signal }),
    placeholderData: (previous) => previous,
  });
  const choices = (data?.records ?? []).map(({ id, displayName }) => ({ id: id as string, label: displayName }));
  const many = condition.operator === "in" || condition.operator === "notIn";
  return (
    <Autocomplete
      options={choices}
      filterOptions={(options) => options}
      isOptionEqualToValue={(left, right) => left.id === right.id}
      getOptionKey={(choice) => choice.id}
      onInputChange={(_event, text, reason) => {
        if (reason === "input") setSearch(text);
      }}
      onChange={(_event, next) => {
        if (!next) return;
        onChange(many ? [next.id] : next.id);
        onDone();
      }}
      renderInput={(parameters) => (
        <TextField {...parameters} autoFocus label={field.label} placeholder={translate("filter.choose")} />
      )}
    />
  );
}
