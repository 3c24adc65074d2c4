import type { EntityType } from "@catalyst/contracts";
import RestoreFromTrashIcon from "@mui/icons-material/RestoreFromTrash";
import { BulkDeleteButton, Button, useListContext, useNotify, useRefresh, useTranslate, useUnselectAll } from "react-admin";
import { RecordId } from "@catalyst/contracts";
import { toApiError } from "../provider/api-error.ts";
import type { ListFilter } from "../provider/data-provider.ts";
import { useMetadata } from "../provider/metadata.ts";
import { trpc } from "../provider/trpc-client.ts";
import { BulkEditButton } from "./BulkEditButton.tsx";

/** What can be done with the selected records. */
export function BulkActions({ entityType }: { readonly entityType: EntityType }) {
  const actions = useMetadata().data?.actions ?? [];
  const { filterValues } = useListContext();
  const { deleted }: ListFilter = filterValues;
  if (deleted) return actions.includes("records.delete") ? <BulkRestoreButton entityType={entityType} /> : null;
  return (
    <>
      {actions.includes("records.update") ? <BulkEditButton entityType={entityType} /> : null}
      {actions.includes("records.delete") ? <BulkDeleteButton mutationMode="pessimistic" /> : null}
    </>
  );
}

function BulkRestoreButton({ entityType }: { readonly entityType: EntityType }) {
  const translate = useTranslate();
  const notify = useNotify();
  const refresh = useRefresh();
  const { selectedIds } = useListContext();
  const unselectAll = useUnselectAll(entityType.key);
  const restore = async () => {
    try {
      const { restored } = await trpc.records.restore.mutate({ entityType: entityType.key, ids: selectedIds.map((id) => RecordId.parse(String(id))) });
      notify("record.restored", { type: "success", messageArgs: { smart_count: restored } });
      unselectAll();
      refresh();
    } catch (failure) {
      notify(toApiError(failure).message, { type: "error" });
    }
  };
  return (
    <Button label={translate("record.restore")} onClick={() => void restore()}>
      <RestoreFromTrashIcon />
    </Button>
  );
}
