import type { EntityType, FieldDefinition } from "@catalyst/contracts";
import MenuItem from "@mui/material/MenuItem";
import TextField from "@mui/material/TextField";
import {
  Form,
  SaveButton,
  Toolbar,
  useListContext,
  useNotify,
  useRefresh,
  useTranslate,
  useUnselectAll,
  useUpdateMany,
} from "react-admin";
import { useState } from "react";
import { FieldInput } from "../field/FieldInput.tsx";
import { useSession } from "../provider/session.ts";
import { type RecordForm, toRecordPatch } from "./record-form.ts";
import { isLocked } from "./write-access.ts";

type BulkEditFormProps = { readonly entityType: EntityType; readonly onDone: () => void };

/** One field, and the value that all selected records get. */
export function BulkEditForm({ entityType, onDone }: BulkEditFormProps) {
  const translate = useTranslate();
  const role = useSession().data?.role ?? null;
  const fields = entityType.fields.filter(
    (field) => !isLocked(field, role) && field.storage.kind !== "header" && !field.unique,
  );
  const [chosen, setChosen] = useState<FieldDefinition | undefined>(fields[0]);
  const save = useBulkSave(entityType, onDone);
  return (
    <Form
      key={chosen?.key}
      onSubmit={(values: RecordForm) =>
        save(toRecordPatch(entityType, { fields: { [chosen?.key ?? ""]: null, ...values.fields } }))
      }
    >
      <TextField
        select
        fullWidth
        label={translate("record.bulk_field")}
        value={chosen?.key ?? ""}
        onChange={(event) => setChosen(fields.find((field) => field.key === event.target.value))}
        sx={{ mb: 2, mt: 1 }}
      >
        {fields.map((field) => (
          <MenuItem key={field.key} value={field.key}>
            {field.label}
          </MenuItem>
        ))}
      </TextField>
      {chosen ? <FieldInput field={chosen} source={`fields.${chosen.key}`} /> : null}
      <Toolbar>
        <SaveButton alwaysEnable />
      </Toolbar>
    </Form>
  );
}

function useBulkSave(entityType: EntityType, onDone: () => void) {
  const notify = useNotify();
  const refresh = useRefresh();
  const { selectedIds } = useListContext();
  const unselectAll = useUnselectAll(entityType.key);
  const [updateMany] = useUpdateMany();
  return (data: object) =>
    updateMany(
      entityType.key,
      { ids: selectedIds, data },
      {
        mutationMode: "pessimistic",
        onSuccess: () => {
          notify("record.bulk_saved", { type: "success", messageArgs: { smart_count: selectedIds.length } });
          unselectAll();
          refresh();
          onDone();
        },
        onError: (error) =>
          notify(error instanceof Error ? error.message : "ra.notification.http_error", { type: "error" }),
      },
    );
}
