import type { EntityType, FieldDefinition } from "@catalyst/contracts";
import { useNotify } from "react-admin";
import { useState } from "react";
import { type ApiError, toApiError } from "../../provider/api-error.ts";
import { useRefreshMetadata } from "../../provider/metadata.ts";
import { trpc } from "../../provider/trpc-client.ts";
import { draftOf, type FieldDraft, toFieldInput, toFieldPatch } from "./field-draft.ts";

type SaveFieldOptions = {
  readonly entityType: EntityType;
  readonly field: FieldDefinition | null;
  readonly onSaved: () => void;
};

/** Saves or archives a field, then reads the metadata again: the field is in every screen at once. */
export function useSaveField({ entityType, field, onSaved }: SaveFieldOptions) {
  const notify = useNotify();
  const refresh = useRefreshMetadata();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ApiError | null>(null);

  async function run(work: () => Promise<unknown>, message: string): Promise<void> {
    setBusy(true);
    setError(null);
    try {
      await work();
      await refresh();
      notify(message, { type: "success" });
      onSaved();
    } catch (failure) {
      setError(toApiError(failure));
    } finally {
      setBusy(false);
    }
  }

  return {
    busy,
    error,
    save: (draft: FieldDraft) =>
      run(() => (field ? change(field, draft) : create(entityType, draft)), "admin.fields.saved"),
    archive: () =>
      run(
        () => (field?.fieldId ? trpc.fields.archive.mutate({ fieldId: field.fieldId }) : Promise.resolve()),
        "admin.fields.archived_note",
      ),
  };
}

function create(entityType: EntityType, draft: FieldDraft): Promise<unknown> {
  return trpc.fields.create.mutate({ entityType: entityType.key, field: toFieldInput(draft) });
}

async function change(field: FieldDefinition, draft: FieldDraft): Promise<void> {
  if (!field.fieldId) return;
  await trpc.fields.update.mutate({ fieldId: field.fieldId, version: field.version, patch: toFieldPatch(draft) });
  if (draft.indexed !== draftOf(field).indexed)
    await trpc.fields.setIndexed.mutate({ fieldId: field.fieldId, indexed: draft.indexed });
}
