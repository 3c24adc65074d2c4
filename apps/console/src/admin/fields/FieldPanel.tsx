import type { EntityType, FieldDefinition } from "@catalyst/contracts";
import CloseIcon from "@mui/icons-material/Close";
import Alert from "@mui/material/Alert";
import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import IconButton from "@mui/material/IconButton";
import Stack from "@mui/material/Stack";
import Typography from "@mui/material/Typography";
import { useTranslate } from "react-admin";
import { type FormEvent, useEffect, useState } from "react";
import { FieldTypeIcon } from "../../field/FieldTypeIcon.tsx";
import { draftOf, type FieldDraft, isDirty, NEW_FIELD } from "./field-draft.ts";
import type { FieldListing } from "./field-listing.ts";
import { FieldForm } from "./FieldForm.tsx";
import { FieldLifecycle } from "./FieldLifecycle.tsx";
import { FieldMoreMenu } from "./FieldMoreMenu.tsx";
import { useSaveField } from "./use-save-field.ts";

type FieldPanelProps = {
  readonly entityType: EntityType;
  readonly listing: FieldListing;
  /** Null: a new field. */
  readonly field: FieldDefinition | null;
  readonly onClose: () => void;
  /** Whether something is typed that is not saved. */
  readonly onDirty: (isDirty: boolean) => void;
};

/** Makes or changes a field beside the list, which stays usable. */
export function FieldPanel({ entityType, listing, field, onClose, onDirty }: FieldPanelProps) {
  const translate = useTranslate();
  // What the draft began with: its version is what the server compares, so that nobody's change is overwritten unseen.
  const [base, setBase] = useState(field);
  const [draft, setDraft] = useState<FieldDraft>(field ? draftOf(field) : NEW_FIELD);
  const { save, busy, error } = useSaveField({ entityType, field: base, onSaved: onClose });
  const dirty = isDirty(draft, base ? draftOf(base) : NEW_FIELD);
  if (field && base && !dirty && field.version !== base.version) {
    setBase(field);
    setDraft(draftOf(field));
  }
  useEffect(() => {
    onDirty(dirty);
    return () => onDirty(false);
  }, [dirty, onDirty]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void save(draft);
  };
  return (
    <Box
      component="form"
      onSubmit={submit}
      noValidate
      sx={{ display: "flex", flexDirection: "column", flex: 1, minHeight: 0 }}
    >
      <Stack
        direction="row"
        sx={{ alignItems: "center", gap: 1, px: 2, minHeight: 52, borderBottom: 1, borderColor: "divider" }}
      >
        <Box sx={{ color: "text.secondary", display: "flex" }}>
          <FieldTypeIcon type={draft.type} size={18} />
        </Box>
        <Typography variant="h2" id="field-panel-title" sx={{ flex: 1, overflowWrap: "anywhere" }}>
          {field ? field.label : translate("admin.fields.new")}
        </Typography>
        {field ? <FieldMoreMenu field={field} onDone={onClose} /> : null}
        <IconButton size="small" aria-label={translate("admin.close")} onClick={onClose}>
          <CloseIcon sx={{ fontSize: 18 }} />
        </IconButton>
      </Stack>
      <Stack spacing={2.5} sx={{ flex: 1, overflowY: "auto", px: 2, py: 2 }}>
        {error ? <Alert severity="error">{error.message}</Alert> : null}
        <FieldForm
          draft={draft}
          field={field}
          entityType={entityType}
          listing={listing}
          problems={error?.problems ?? []}
          onChange={(patch) => setDraft((current) => ({ ...current, ...patch }))}
        />
        {field?.fieldId ? <FieldLifecycle field={field} entityType={entityType} listing={listing} /> : null}
      </Stack>
      <Stack
        direction="row"
        spacing={1}
        sx={{
          px: 2,
          minHeight: 56,
          alignItems: "center",
          justifyContent: "flex-end",
          borderTop: 1,
          borderColor: "divider",
        }}
      >
        <Button variant="outlined" onClick={onClose}>
          {translate("admin.cancel")}
        </Button>
        <Button type="submit" variant="contained" loading={busy}>
          {translate(field ? "admin.fields.save" : "admin.fields.create")}
        </Button>
      </Stack>
    </Box>
  );
}
