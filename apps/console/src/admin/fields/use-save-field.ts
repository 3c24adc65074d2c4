import type { EntityType, FieldDefinition } from "@catalyst/contracts";
import { useNotify } from "react-admin";
import { trpc } from "../../provider/trpc-client.ts";
import { type FieldDraft, toFieldInput, toFieldPatch } from "./field-draft.ts";
import { useFieldAction } from "./use-field-action.ts";

type SaveFieldOptions = {
  readonly entityType: EntityType;
  readonly field: FieldDefinition | null;
  readonly onSaved: () => void;
};

/** Makes or changes a field: it is in every screen at once. */
export function useSaveField({ entityType, field, onSaved }: SaveFieldOptions) {
  const notify = useNotify();
  const { run, isBusy, error } = useFieldAction();
  const save = async (draft: FieldDraft) => {
    const saved = await run(() =>
      field?.fieldId
        ? trpc.fields.update.mutate({ fieldId: field.fieldId, version: field.version, patch: toFieldPatch(draft) })
        : trpc.fields.create.mutate({ entityType: entityType.key, field: toFieldInput(draft) }),
    );
    if (!saved) return;
    notify(field ? "admin.fields.saved" : "admin.fields.created", {
      type: "success",
      messageArgs: { label: saved.label },
    });
    onSaved();
  };
  return { save, busy: isBusy, error };
}
