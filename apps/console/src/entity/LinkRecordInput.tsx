import { RecordId, type SearchHit } from "@catalyst/contracts";
import type { InverseRelation } from "@catalyst/custom-fields";
import { useQuery } from "@tanstack/react-query";
import Autocomplete from "@mui/material/Autocomplete";
import Box from "@mui/material/Box";
import TextField from "@mui/material/TextField";
import { useNotify, useTranslate } from "react-admin";
import { useState } from "react";
import { toApiError } from "../provider/api-error.ts";
import type { ScreenRecord } from "../provider/records-of.ts";
import { trpc } from "../provider/trpc-client.ts";
import { changeLink } from "./change-link.ts";

const SHOWN = 8;

type LinkRecordInputProps = {
  readonly relation: InverseRelation;
  readonly record: ScreenRecord;
  readonly onDone: () => void;
  readonly onLinked: () => unknown;
};

/** Picks an existing record by any of its words, and makes it point here. */
export function LinkRecordInput({ relation, record, onDone, onLinked }: LinkRecordInputProps) {
  const translate = useTranslate();
  const notify = useNotify();
  const [text, setText] = useState("");
  const key = relation.entityType.key;
  const search = useQuery({
    queryKey: ["link", key, text],
    enabled: text.trim() !== "",
    queryFn: ({ signal }) => trpc.search.global.query({ text, entityTypes: [key], limit: SHOWN }, { signal }),
  });
  const options = (search.data?.groups.flatMap((group) => group.hits) ?? []).filter((hit) => hit.id !== record.id);
  const link = async (hit: SearchHit | null) => {
    if (!hit) return;
    try {
      const found = await trpc.records.get.query({ entityType: key, id: RecordId.parse(hit.id) });
      await changeLink(relation, found.record, { add: record.id });
      notify("record.related_linked", { type: "success" });
      onDone();
    } catch (failure) {
      notify(toApiError(failure).message, { type: "error" });
    }
    onLinked();
  };
  return (
    <Box sx={{ px: 2, py: 1, borderTop: 1, borderColor: "divider" }}>
      <Autocomplete
        size="small"
        openOnFocus
        disablePortal
        autoHighlight
        forcePopupIcon={false}
        options={options}
        filterOptions={(found) => found}
        getOptionKey={(hit) => hit.id}
        getOptionLabel={(hit) => hit.displayName}
        inputValue={text}
        loading={search.isFetching}
        loadingText={translate("layout.searching")}
        noOptionsText={
          text.trim() === "" ? translate("record.related_pick") : translate("record.related_none", { text })
        }
        onInputChange={(_event, next, reason) => {
          if (reason !== "reset") setText(next);
        }}
        onChange={(_event, hit) => void link(hit)}
        onKeyDown={(event) => {
          if (event.key === "Escape" && text === "") onDone();
        }}
        renderInput={(parameters) => (
          <TextField
            {...parameters}
            autoFocus
            placeholder={translate("record.related_pick")}
            slotProps={{
              input: parameters.InputProps,
              htmlInput: {
                ...parameters.inputProps,
                "aria-label": translate("record.related_add", { label: relation.entityType.label.toLowerCase() }),
              },
            }}
          />
        )}
      />
    </Box>
  );
}
