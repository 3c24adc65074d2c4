import type { FieldDefinition } from "@catalyst/contracts";
import { useNotify } from "react-admin";
import { toApiError } from "../../provider/api-error.ts";
import { trpc } from "../../provider/trpc-client.ts";
import { useRefreshFields } from "./field-listing.ts";
import { type FieldGroup, type Move, type Place, placesAfterMove, placesAfterRename } from "./field-order.ts";

/** Moves fields and renames sections; forms and records follow at once. */
export function useMoveField(fields: readonly FieldDefinition[]) {
  const notify = useNotify();
  const refresh = useRefreshFields();
  const send = async (places: readonly Place[]) => {
    const entityType = fields[0]?.entityType;
    if (places.length === 0 || entityType === undefined) return;
    try {
      await trpc.fields.reorder.mutate({ entityType, places: [...places] });
      await refresh();
    } catch (failure) {
      notify(toApiError(failure).message, { type: "error" });
    }
  };
  return {
    move: (move: Move) => void send(placesAfterMove(fields, move)),
    rename: (group: FieldGroup, title: string) => void send(placesAfterRename(group, title)),
  };
}
