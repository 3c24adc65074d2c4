import { type EntityType, RecordId } from "@catalyst/contracts";
import DeleteOutlineIcon from "@mui/icons-material/DeleteOutline";
import Button from "@mui/material/Button";
import { EditBase, Form, HttpError, useEditContext, useNotify, useResourceContext, useTranslate } from "react-admin";
import { useState } from "react";
import { useNavigate } from "react-router-dom";
import { PageHead } from "../page/PageHead.tsx";
import { createDataProvider } from "../provider/data-provider.ts";
import { useEntityType, useMetadata } from "../provider/metadata.ts";
import type { ScreenRecord } from "../provider/records-of.ts";
import { ErrorState } from "../state/ErrorState.tsx";
import { LoadingState } from "../state/LoadingState.tsx";
import { ConflictNotice } from "./ConflictNotice.tsx";
import { DeleteDialog } from "./DeleteDialog.tsx";
import { EntityInputs } from "./EntityInputs.tsx";
import { FormPage } from "./FormPage.tsx";
import { RecordAvatar } from "./RecordAvatar.tsx";
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
    // What was chosen is in the form by now; the choices go, unless somebody saved once more.
    setTheirs(null);
    if (!(error instanceof HttpError)) return notify("ra.notification.http_error", { type: "error" });
    if (error.body?.code === "version_conflict") {
      const { data } = await fresh.getOne<ScreenRecord>(entityType.key, { id: RecordId.parse(String(variables.id)) });
      return setTheirs(data);
    }
    return notify(error.message, { type: "error" });
  };
  return (
    <EditBase
      mutationMode="pessimistic"
      redirect="show"
      transform={(form: RecordForm, options?: { previousData: unknown }) =>
        toRecordChange(entityType, options?.previousData as ScreenRecord, form)
      }
      mutationOptions={{ onError: (error: unknown, variables: { id?: unknown }) => void onError(error, variables) }}
      queryOptions={{ refetchOnWindowFocus: false, refetchOnReconnect: false, onError: () => undefined }}
    >
      <EditPage entityType={entityType} theirs={theirs} />
    </EditBase>
  );
}

type EditPageProps = { readonly entityType: EntityType; readonly theirs: ScreenRecord | null };

function EditPage({ entityType, theirs }: EditPageProps) {
  const { record, error, refetch } = useEditContext<ScreenRecord>();
  if (error && !record) return <ErrorState level="h1" error={error} onRetry={() => void refetch()} />;
  if (!record) return <LoadingState />;
  const shown = `/${entityType.key}/${record.id}/show`;
  const head = (
    <PageHead
      back={{ to: shown, label: record.displayName }}
      mark={<RecordAvatar name={record.displayName} size={36} />}
      title={record.displayName}
    />
  );
  return (
    <Form warnWhenUnsavedChanges>
      <FormPage head={head} cancelTo={shown} destructive={<DeleteButton entityType={entityType} id={record.id} />}>
        {theirs ? <ConflictNotice entityType={entityType} theirs={theirs} /> : null}
        <EntityInputs entityType={entityType} />
      </FormPage>
    </Form>
  );
}

function DeleteButton({ entityType, id }: { readonly entityType: EntityType; readonly id: string }) {
  const translate = useTranslate();
  const navigate = useNavigate();
  const actions = useMetadata().data?.actions ?? [];
  const [open, setOpen] = useState(false);
  if (!actions.includes("records.delete")) return null;
  return (
    <>
      <Button color="error" startIcon={<DeleteOutlineIcon />} onClick={() => setOpen(true)}>
        {translate("record.delete")}
      </Button>
      <DeleteDialog
        open={open}
        entityType={entityType}
        ids={[id]}
        onClose={() => setOpen(false)}
        onDeleted={() => void navigate(`/${entityType.key}`)}
      />
    </>
  );
}
