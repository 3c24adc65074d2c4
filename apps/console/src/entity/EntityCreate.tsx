import type { EntityType } from "@catalyst/contracts";
import { CreateBase, Form, useResourceContext, useTranslate } from "react-admin";
import { useSearchParams } from "react-router-dom";
import { PageHead } from "../page/PageHead.tsx";
import { useEntityType } from "../provider/metadata.ts";
import { useSession } from "../provider/session.ts";
import { EntityInputs } from "./EntityInputs.tsx";
import { FormPage } from "./FormPage.tsx";
import { type RecordForm, toRecordPatch } from "./record-form.ts";

/** The generated form for a new record. `?fields.company=<id>` fills a field, as "New" in a related list does. */
export function EntityCreate() {
  const entityType = useEntityType(useResourceContext() ?? "");
  return entityType ? <CreateOf key={entityType.key} entityType={entityType} /> : null;
}

function CreateOf({ entityType }: { readonly entityType: EntityType }) {
  const translate = useTranslate();
  const session = useSession();
  const [search] = useSearchParams();
  const given = Object.fromEntries(
    [...search].flatMap(([key, value]) => (key.startsWith("fields.") ? [[key.slice("fields.".length), value]] : [])),
  );
  const defaults = Object.fromEntries(
    entityType.fields.flatMap((field) => (field.defaultValue === null ? [] : [[field.key, field.defaultValue]])),
  );
  const list = `/${entityType.key}`;
  return (
    <CreateBase redirect="show" transform={(form: RecordForm) => toRecordPatch(entityType, form)}>
      <Form
        warnWhenUnsavedChanges
        defaultValues={{ fields: { ...defaults, ...given }, ownerId: session.data?.user.id ?? null }}
      >
        <FormPage
          head={
            <PageHead
              back={{ to: list, label: entityType.labelPlural }}
              title={translate("record.create", { label: entityType.label.toLowerCase() })}
            />
          }
          cancelTo={list}
        >
          <EntityInputs entityType={entityType} />
        </FormPage>
      </Form>
    </CreateBase>
  );
}
