import type { EntityType, FieldDefinition } from "@catalyst/contracts";
import { useQuery } from "@tanstack/react-query";
import Box from "@mui/material/Box";
import MenuItem from "@mui/material/MenuItem";
import Skeleton from "@mui/material/Skeleton";
import TextField from "@mui/material/TextField";
import Typography from "@mui/material/Typography";
import { useState } from "react";
import { useTranslate } from "react-admin";
import { FieldDisplay } from "../../../field/FieldDisplay.tsx";
import { screenRecords } from "../../../provider/records-of.ts";
import { trpc } from "../../../provider/trpc-client.ts";
import { previewValue } from "./check-draft.ts";

const SAMPLE_RECORDS = 10;

type FormulaPreviewProps = { readonly entityType: EntityType; readonly draft: FieldDefinition };

/** What the formula gives for one of the records that were changed last. Nothing is saved. */
export function FormulaPreview({ entityType, draft }: FormulaPreviewProps) {
  const translate = useTranslate();
  const [chosen, setChosen] = useState("");
  const { data, isPending, isError } = useQuery({
    queryKey: ["formula-preview", entityType.key],
    queryFn: ({ signal }) =>
      trpc.records.list.query(
        {
          entityType: entityType.key,
          sort: { field: "updatedAt", direction: "desc" },
          limit: SAMPLE_RECORDS,
          deleted: false,
        },
        { signal },
      ),
  });
  if (isPending) return <Skeleton animation={false} height={40} />;
  const records = isError ? [] : screenRecords(data.records, data.references);
  const record = records.find(({ id }) => id === chosen) ?? records[0];
  if (!record)
    return (
      <Typography variant="caption" color="text.secondary">
        {translate(isError ? "computed.formula.preview_failed" : "computed.formula.preview_none")}
      </Typography>
    );
  const { value, error } = previewValue(entityType, draft, record.fields);
  return (
    <Box role="group" aria-label={translate("computed.formula.preview")} sx={{ display: "grid", gap: 1 }}>
      <TextField
        select
        size="small"
        label={translate("computed.formula.preview")}
        value={record.id}
        onChange={(event) => setChosen(event.target.value)}
      >
        {records.map(({ id, displayName }) => (
          <MenuItem key={id} value={id}>
            {displayName}
          </MenuItem>
        ))}
      </TextField>
      <Typography component="output" variant="body2" sx={{ overflowWrap: "anywhere" }}>
        {translate("computed.formula.gives")}{" "}
        {error === null ? <FieldDisplay field={draft} value={value} record={record} /> : <em>{error}</em>}
      </Typography>
    </Box>
  );
}
