import type { EntityType, FieldDefinition, FieldStatus, TypeChange } from "@catalyst/contracts";
import { FIELD_TYPE_MODULES } from "@catalyst/custom-fields";
import Alert from "@mui/material/Alert";
import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import Typography from "@mui/material/Typography";
import { useNotify, useTranslate } from "react-admin";
import { useState } from "react";
import { trpc } from "../../../provider/trpc-client.ts";
import { TimeText } from "../../../time/TimeText.tsx";
import { TypeName } from "../TypePicker.tsx";
import { useFieldAction } from "../use-field-action.ts";
import { ConversionProgress } from "./ConversionProgress.tsx";
import { TypeChangeDialog } from "./TypeChangeDialog.tsx";

type TypeChangeSettingProps = {
  readonly field: FieldDefinition;
  readonly entityType: EntityType;
  readonly status: FieldStatus | null;
};

/** A field's type, the way to another one, and the way back. */
export function TypeChangeSetting({ field, entityType, status }: TypeChangeSettingProps) {
  const translate = useTranslate();
  const [isOpen, setOpen] = useState(false);
  const change = status?.typeChange ?? null;
  const isMoving = change?.state === "converting" || change?.state === "undoing";
  return (
    <Box component="section" aria-label={translate("admin.fields.type")}>
      <Box sx={{ display: "flex", alignItems: "center", gap: 1 }}>
        <Typography sx={{ fontWeight: 600 }}>{translate("admin.fields.type")}</Typography>
        <Box sx={{ flex: 1 }}>
          <TypeName type={field.type} />
        </Box>
        <Button size="small" variant="outlined" disabled={isMoving} onClick={() => setOpen(true)}>
          {translate("admin.fields.change_type")}
        </Button>
      </Box>
      {isMoving ? <ConversionProgress change={change} /> : null}
      {change?.state === "changed" && change.undoUntil ? <Undo change={change} /> : null}
      {change?.state === "failed" && change.error ? (
        <Alert severity="error" sx={{ mt: 1 }}>
          {change.error}
        </Alert>
      ) : null}
      {isOpen ? <TypeChangeDialog field={field} entityType={entityType} onClose={() => setOpen(false)} /> : null}
    </Box>
  );
}

function Undo({ change }: { readonly change: TypeChange }) {
  const translate = useTranslate();
  const notify = useNotify();
  const { run, isBusy, error } = useFieldAction();
  const undo = async () => {
    const undone = await run(() => trpc.fields.undoTypeChange.mutate({ conversionId: change.conversionId }));
    if (undone) notify("admin.fields.undo_started", { type: "success" });
  };
  return (
    <Box sx={{ mt: 1, p: 1.5, bgcolor: "sunken", border: 1, borderColor: "divider", borderRadius: "10px" }}>
      <Typography variant="body2">
        {translate("admin.fields.was_type", { type: FIELD_TYPE_MODULES[change.fromType].label })}{" "}
        {change.undoUntil ? (
          <>
            {translate("admin.fields.undo_until")} <TimeText at={change.undoUntil} />
          </>
        ) : null}
      </Typography>
      {error ? <Alert severity="error">{error.message}</Alert> : null}
      <Button size="small" variant="outlined" loading={isBusy} onClick={() => void undo()} sx={{ mt: 1 }}>
        {translate("admin.fields.undo_change")}
      </Button>
    </Box>
  );
}
