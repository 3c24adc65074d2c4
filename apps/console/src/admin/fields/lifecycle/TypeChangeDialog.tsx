import { type ConversionId, type EntityType, type FieldDefinition, type FieldType } from "@catalyst/contracts";
import Alert from "@mui/material/Alert";
import Button from "@mui/material/Button";
import Dialog from "@mui/material/Dialog";
import DialogActions from "@mui/material/DialogActions";
import DialogContent from "@mui/material/DialogContent";
import DialogTitle from "@mui/material/DialogTitle";
import Stack from "@mui/material/Stack";
import { useTranslate } from "react-admin";
import { useState } from "react";
import { FIELD_TYPE_CONSOLES, OFFERED_TYPES } from "../../../field/registry.ts";
import { trpc } from "../../../provider/trpc-client.ts";
import { draftOf, type FieldDraft, toConfig } from "../field-draft.ts";
import { TypePicker } from "../TypePicker.tsx";
import { TypeSettings } from "../TypeSettings.tsx";
import { useFieldAction } from "../use-field-action.ts";
import { DryRun } from "./DryRun.tsx";

type TypeChangeDialogProps = {
  readonly field: FieldDefinition;
  readonly entityType: EntityType;
  readonly onClose: () => void;
};

/** Nobody writes these values, so no field can become one of them. */
const NO_TARGETS: readonly FieldType[] = OFFERED_TYPES.filter((type) => FIELD_TYPE_CONSOLES[type].input === null);

/** Three steps: choose a type, see what becomes of the values, change it. Nothing is changed before the last. */
export function TypeChangeDialog({ field, entityType, onClose }: TypeChangeDialogProps) {
  const translate = useTranslate();
  const [draft, setDraft] = useState<FieldDraft>({ ...draftOf(field), type: proposedFor(field.type) });
  const [conversionId, setConversionId] = useState<ConversionId | null>(null);
  const { run, isBusy, error } = useFieldAction();
  const plan = async () => {
    const { fieldId } = field;
    if (!fieldId) return;
    const planned = await run(() =>
      trpc.fields.planTypeChange.mutate({ fieldId, type: draft.type, config: toConfig(draft) }),
    );
    if (planned) setConversionId(planned.conversionId);
  };
  return (
    <Dialog open onClose={onClose} fullWidth maxWidth="sm" aria-labelledby="type-change-title">
      <DialogTitle id="type-change-title">
        {translate("admin.fields.change_type_title", { label: field.label })}
      </DialogTitle>
      {conversionId === null ? (
        <>
          <DialogContent>
            <Stack spacing={2}>
              {error ? <Alert severity="error">{error.message}</Alert> : null}
              <TypePicker
                label={translate("admin.fields.new_type")}
                value={draft.type}
                without={new Set([field.type, ...NO_TARGETS])}
                onChange={(type) => setDraft({ ...draft, type })}
              />
              <TypeSettings
                draft={draft}
                field={null}
                entityType={entityType}
                problems={error?.problems ?? []}
                onChange={(patch) => setDraft({ ...draft, ...patch })}
              />
            </Stack>
          </DialogContent>
          <DialogActions>
            <Button variant="outlined" onClick={onClose}>
              {translate("admin.cancel")}
            </Button>
            <Button variant="contained" loading={isBusy} onClick={() => void plan()}>
              {translate("admin.fields.try_change")}
            </Button>
          </DialogActions>
        </>
      ) : (
        <DryRun field={field} conversionId={conversionId} onBack={() => setConversionId(null)} onStarted={onClose} />
      )}
    </Dialog>
  );
}

/** The first type that is offered; for a field of it, the first of another group. */
function proposedFor(type: FieldType): FieldType {
  const [first = type] = OFFERED_TYPES;
  const { group } = FIELD_TYPE_CONSOLES[type];
  return type === first ? (OFFERED_TYPES.find((other) => FIELD_TYPE_CONSOLES[other].group !== group) ?? type) : first;
}
