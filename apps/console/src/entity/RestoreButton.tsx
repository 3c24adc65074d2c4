import { type EntityType, RecordId, type RestorePreview } from "@catalyst/contracts";
import RestoreFromTrashIcon from "@mui/icons-material/RestoreFromTrash";
import Button, { type ButtonProps } from "@mui/material/Button";
import Dialog from "@mui/material/Dialog";
import DialogActions from "@mui/material/DialogActions";
import DialogContent from "@mui/material/DialogContent";
import DialogTitle from "@mui/material/DialogTitle";
import { useNotify, useRefresh, useTranslate } from "react-admin";
import { useState } from "react";
import { toApiError } from "../provider/api-error.ts";
import { trpc } from "../provider/trpc-client.ts";
import { DeletionGroups } from "./DeletionGroups.tsx";

type RestoreButtonProps = {
  readonly entityType: EntityType;
  readonly ids: readonly string[];
  readonly variant?: ButtonProps["variant"];
  readonly onRestored?: () => void;
};

/** Takes records out of the bin, and offers those that went there together with them. */
export function RestoreButton({ entityType, ids, variant, onRestored }: RestoreButtonProps) {
  const translate = useTranslate();
  const notify = useNotify();
  const refresh = useRefresh();
  const [offer, setOffer] = useState<RestorePreview | null>(null);
  const input = { entityType: entityType.key, ids: ids.map((id) => RecordId.parse(id)) };
  const tried = (work: () => Promise<void>) => {
    work().catch((failure: unknown) => notify(toApiError(failure).message, { type: "error" }));
  };
  const restore = async (withDeletion: boolean) => {
    setOffer(null);
    const { restored } = await trpc.records.restore.mutate({ ...input, withDeletion });
    notify("record.restored", { type: "success", messageArgs: { smart_count: restored } });
    onRestored?.();
    refresh();
  };
  const ask = async () => {
    const found = await trpc.records.planRestore.mutate(input);
    if (found.total === 0) await restore(false);
    else setOffer(found);
  };
  return (
    <>
      <Button
        {...(variant ? { variant } : {})}
        startIcon={<RestoreFromTrashIcon sx={{ fontSize: 16 }} />}
        onClick={() => tried(ask)}
      >
        {translate("record.restore")}
      </Button>
      <Dialog
        open={offer !== null}
        onClose={() => setOffer(null)}
        maxWidth="xs"
        fullWidth
        aria-labelledby="restore-title"
      >
        <DialogTitle id="restore-title">{translate("record.restore_title")}</DialogTitle>
        <DialogContent>
          <DeletionGroups title={translate("record.restore_hint")} groups={offer?.groups ?? []} />
        </DialogContent>
        <DialogActions>
          <Button variant="outlined" onClick={() => tried(() => restore(false))}>
            {translate("record.restore_one")}
          </Button>
          <Button variant="contained" onClick={() => tried(() => restore(true))}>
            {translate("record.restore_all", { count: ids.length + (offer?.total ?? 0) })}
          </Button>
        </DialogActions>
      </Dialog>
    </>
  );
}
