import { type EntityType, RecordId } from "@catalyst/contracts";
import { DeleteButton, Edit, HttpError, SaveButton, SimpleForm, Toolbar, useNotify, useRecordContext, useResourceContext, useTranslate } from "react-admin";
import { useState } from "react";
import { createDataProvider } from "../provider/data-provider.ts";
import { useEntityType, useMetadata } from "../provider/metadata.ts";
import type { ScreenRecord } from "../provider/records-of.ts";
import { ConflictNotice } from "./ConflictNotice.tsx";
import { EntityInputs } from "./EntityInputs.tsx";
import { PageTitle } from "./PageTitle.tsx";
import { type RecordForm, toRecordChange } from "./record-form.ts";

/** Reads past the form's own query, which must keep what the form was opened with. */
const fresh = createDataProvider();

/** The generated form of a record. Somebody else's save meanwhile keeps the draft and shows what differs. */
export function EntityEdit() {
  const entityType = useEntityType(useResourceContext() ?? "");
  return entityType ? <EditOf key={entityType.key} entityType={entityType} /> : null;
}

function EditOf({ entityType }: { readonly entityType: EntityType }) {
  const notify = useNotify();
  const [theirs, setTheirs] = useState<ScreenRecord | null>(null);
  const onError = async (error: unknown, variables: { id?: unknown }) => {
    if (!(error instanceof HttpError)) return notify("ra.notification.http_error", { type: "error" });
    if (error.body?.code === "version_conflict") {
      const { data } = await fresh.getOne<ScreenRecord>(entityType.key, { id: RecordId.parse(String(variables.id)) });
      return setTheirs(data);
    }
    return notify(error.message, { type: "error" });
  };
  return (
    <Edit
      actions={<PageTitle><EditTitle /></PageTitle>}
      title={<EditTitle />}
      mutationMode="pessimistic"
      redirect="show"
      transform={(form: RecordForm, options?: { previousData: unknown }) => toRecordChange(entityType, options?.previousData as ScreenRecord, form)}
      mutationOptions={{ onError: (error: unknown, variables: { id?: unknown }) => void onError(error, variables) }}
      queryOptions={{ refetchOnWindowFocus: false, refetchOnReconnect: false }}
    >
      <SimpleForm warnWhenUnsavedChanges toolbar={<EditToolbar />}>
        {theirs ? <ConflictNotice entityType={entityType} theirs={theirs} onResolved={() => setTheirs(null)} /> : null}
        <EntityInputs entityType={entityType} />
      </SimpleForm>
    </Edit>
  );
}

function EditTitle() {
  const record = useRecordContext<ScreenRecord>();
  return <span>{record?.displayName}</span>;
}

function EditToolbar() {
  const translate = useTranslate();
  const actions = useMetadata().data?.actions ?? [];
  return (
    <Toolbar sx={{ justifyContent: "space-between" }}>
      {actions.includes("records.delete") ? <DeleteButton mutationMode="pessimistic" /> : <span />}
      <SaveButton label={translate("record.save")} alwaysEnable />
    </Toolbar>
  );
}
