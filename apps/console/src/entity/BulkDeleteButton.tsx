import type { EntityType } from "@catalyst/contracts";
import DeleteOutlineIcon from "@mui/icons-material/DeleteOutline";
import Button from "@mui/material/Button";
import { useListContext, useTranslate } from "react-admin";
import { useState } from "react";
import { DeleteDialog } from "./DeleteDialog.tsx";

/** Moves the selected records to the bin, after a look at how many. */
export function BulkDeleteButton({ entityType }: { readonly entityType: EntityType }) {
  const translate = useTranslate();
  const [open, setOpen] = useState(false);
  const { selectedIds, onUnselectItems } = useListContext();
  return (
    <>
      <Button startIcon={<DeleteOutlineIcon sx={{ fontSize: 16 }} />} onClick={() => setOpen(true)}>
        {translate("record.delete")}
      </Button>
      <DeleteDialog
        open={open}
        entityType={entityType}
        ids={selectedIds.map(String)}
        onClose={() => setOpen(false)}
        onDeleted={onUnselectItems}
      />
    </>
  );
}
