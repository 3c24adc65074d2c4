import { RecordId } from "@catalyst/contracts";
import Autocomplete from "@mui/material/Autocomplete";
import TextField from "@mui/material/TextField";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { trpc } from "../../provider/trpc-client.ts";

type RelationInputProps = {
  readonly id?: string;
  readonly label: string;
  readonly entityType: string;
  readonly value: string;
  readonly placeholder?: string;
  readonly readOnly: boolean;
  readonly onChange: (recordId: string) => void;
};
type Option = { readonly id: string; readonly name: string };

const SHOWN = 20;

/** Chooses one record by the beginning of its name. */
export function RelationInput({ id, label, entityType, value, placeholder, readOnly, onChange }: RelationInputProps) {
  const [search, setSearch] = useState("");
  const parsed = RecordId.safeParse(value);
  const chosen = useQuery({
    queryKey: ["workflow-relation", entityType, value],
    enabled: parsed.success && entityType !== "",
    queryFn: () => trpc.records.getMany.query({ entityType, ids: parsed.success ? [parsed.data] : [] }),
  });
  const found = useQuery({
    queryKey: ["workflow-relation-search", entityType, search],
    enabled: entityType !== "",
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => trpc.records.list.query({ entityType, search, limit: SHOWN }, { signal }),
  });
  const options = (found.data?.records ?? []).map((record): Option => ({ id: record.id, name: record.displayName }));
  const current =
    value === ""
      ? null
      : {
          id: value,
          name: chosen.data?.records[0]?.displayName ?? options.find((option) => option.id === value)?.name ?? value,
        };
  return (
    <Autocomplete<Option>
      id={id}
      size="small"
      readOnly={readOnly}
      options={options}
      loading={found.isFetching}
      filterOptions={(all) => all}
      getOptionLabel={(option) => option.name}
      isOptionEqualToValue={(option, other) => option.id === other.id}
      value={current}
      onChange={(_event, option) => onChange(option?.id ?? "")}
      onInputChange={(_event, text, reason) => (reason === "input" ? setSearch(text) : undefined)}
      renderOption={({ key: _key, ...row }, option) => (
        <li key={option.id} {...row}>
          {option.name}
        </li>
      )}
      renderInput={(params) => (
        <TextField
          {...params}
          label=""
          placeholder={placeholder}
          slotProps={{ htmlInput: { ...params.inputProps, "aria-label": label } }}
        />
      )}
    />
  );
}
