import type { EntityType } from "@catalyst/contracts";
import EditOutlinedIcon from "@mui/icons-material/EditOutlined";
import Button from "@mui/material/Button";
import Dialog from "@mui/material/Dialog";
import DialogContent from "@mui/material/DialogContent";
import DialogTitle from "@mui/material/DialogTitle";
import { useListContext, useTranslate } from "react-admin";
import { lazy, Suspense, useState } from "react";
import { loadInputs } from "../field/FieldInput.tsx";
import { LoadingState } from "../state/LoadingState.tsx";

const BulkEditForm = lazy(async () => {
  const [form] = await Promise.all([import("./BulkEditForm.tsx"), loadInputs()]);
  return { default: form.BulkEditForm };
});

/** Sets one field of all selected records, in one change: all of them or none. */
export function BulkEditButton({ entityType }: { readonly entityType: EntityType }) {
  const translate = useTranslate();
  const [open, setOpen] = useState(false);
  const { selectedIds } = useListContext();
  return (
    <>
      <Button startIcon={<EditOutlinedIcon sx={{ fontSize: 16 }} />} onClick={() => setOpen(true)}>
        {translate("record.bulk_edit")}
      </Button>
      <Dialog open={open} onClose={() => setOpen(false)} fullWidth maxWidth="xs" aria-labelledby="bulk-edit-title">
        <DialogTitle id="bulk-edit-title">
          {translate("record.bulk_edit_title", { smart_count: selectedIds.length })}
        </DialogTitle>
        <DialogContent>
          {open ? (
            <Suspense fallback={<LoadingState />}>
              <BulkEditForm entityType={entityType} onDone={() => setOpen(false)} />
            </Suspense>
          ) : null}
        </DialogContent>
      </Dialog>
    </>
  );
}
