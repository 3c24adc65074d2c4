import type { EntityType } from "@catalyst/contracts";
import { Create, SaveButton, SimpleForm, Toolbar, useResourceContext, useTranslate } from "react-admin";
import { useSearchParams } from "react-router-dom";
import { useEntityType } from "../provider/metadata.ts";
import { useSession } from "../provider/session.ts";
import { EntityInputs } from "./EntityInputs.tsx";
import { PageTitle } from "./PageTitle.tsx";
import { type RecordForm, toRecordPatch } from "./record-form.ts";

/** The generated form for a new record. `?fields.company=<id>` fills a field, as "Add" in a related list does. */
export function EntityCreate() {
  const entityType = useEntityType(useResourceContext() ?? "");
  return entityType ? <CreateOf key={entityType.key} entityType={entityType} /> : null;
}

function CreateOf({ entityType }: { readonly entityType: EntityType }) {
  const translate = useTranslate();
  const session = useSession();
  const [search] = useSearchParams();
  const given = Object.fromEntries([...search].flatMap(([key, value]) => (key.startsWith("fields.") ? [[key.slice("fields.".length), value]] : [])));
  const defaults = Object.fromEntries(entityType.fields.flatMap((field) => (field.defaultValue === null ? [] : [[field.key, field.defaultValue]])));
  return (
    <Create
      actions={<PageTitle>{translate("record.create", { label: entityType.label.toLowerCase() })}</PageTitle>}
      title={translate("record.create", { label: entityType.label.toLowerCase() })}
      redirect="show"
      transform={(form: RecordForm) => toRecordPatch(entityType, form)}
    >
      <SimpleForm
        warnWhenUnsavedChanges
        defaultValues={{ fields: { ...defaults, ...given }, ownerId: session.data?.user.id ?? null }}
        toolbar={
          <Toolbar>
            <SaveButton alwaysEnable label={translate("record.save")} />
          </Toolbar>
        }
      >
        <EntityInputs entityType={entityType} />
      </SimpleForm>
    </Create>
  );
}
