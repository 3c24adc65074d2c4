import type { EntityType, FieldDefinition } from "@catalyst/contracts";
import CloseIcon from "@mui/icons-material/Close";
import Alert from "@mui/material/Alert";
import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import Drawer from "@mui/material/Drawer";
import IconButton from "@mui/material/IconButton";
import Stack from "@mui/material/Stack";
import Typography from "@mui/material/Typography";
import { useTranslate } from "react-admin";
import { type FormEvent, useState } from "react";
import { draftOf, type FieldDraft, NEW_FIELD } from "./field-draft.ts";
import { FieldForm } from "./FieldForm.tsx";
import { useSaveField } from "./use-save-field.ts";

type FieldSheetProps = {
  readonly entityType: EntityType;
  /** Null: a new field. */
  readonly field: FieldDefinition | null;
  readonly onClose: () => void;
};

/** Side sheet that makes or changes a field while the list stays usable. */
export function FieldSheet({ entityType, field, onClose }: FieldSheetProps) {
  const translate = useTranslate();
  const [draft, setDraft] = useState<FieldDraft>(field ? draftOf(field) : NEW_FIELD);
  const { save, archive, busy, error } = useSaveField({ entityType, field, onSaved: onClose });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void save(draft);
  };
  return (
    <Drawer
      anchor="right"
      open
      onClose={onClose}
      slotProps={{
        paper: {
          sx: { width: { xs: "100%", sm: 432 } },
          "aria-label": translate(field ? "admin.fields.edit" : "admin.fields.new"),
        },
      }}
    >
      <Box
        component="form"
        onSubmit={submit}
        noValidate
        sx={{ display: "flex", flexDirection: "column", height: "100%" }}
      >
        <Stack direction="row" sx={{ alignItems: "center", p: 2, borderBottom: 1, borderColor: "divider" }}>
          <Typography variant="h2" sx={{ flex: 1 }}>
            {field ? field.label : translate("admin.fields.new")}
          </Typography>
          <IconButton aria-label={translate("admin.close")} onClick={onClose}>
            <CloseIcon />
          </IconButton>
        </Stack>
        <Stack spacing={2} sx={{ flex: 1, overflowY: "auto", p: 2 }}>
          {error ? <Alert severity="error">{error.message}</Alert> : null}
          <FieldForm
            draft={draft}
            field={field}
            problems={error?.problems ?? []}
            onChange={(patch) => setDraft({ ...draft, ...patch })}
          />
        </Stack>
        <Stack direction="row" spacing={1} sx={{ p: 2, borderTop: 1, borderColor: "divider" }}>
          {field ? (
            <Button color="error" disabled={busy} onClick={() => void archive()}>
              {translate("admin.fields.archive")}
            </Button>
          ) : null}
          <Box sx={{ flex: 1 }} />
          <Button variant="outlined" onClick={onClose}>
            {translate("admin.cancel")}
          </Button>
          <Button type="submit" variant="contained" loading={busy}>
            {translate("admin.fields.save")}
          </Button>
        </Stack>
      </Box>
    </Drawer>
  );
}
