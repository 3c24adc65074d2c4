import type { EntityType } from "@catalyst/contracts";
import { CreateBase, Form, useResourceContext, useTranslate } from "react-admin";
import { useState } from "react";
import { useSearchParams } from "react-router-dom";
import { toLocalInput } from "../field/date-time/local-time.ts";
import { useTimeZone } from "../field/date-time/use-time-zone.ts";
import { PageHead } from "../page/PageHead.tsx";
import { useEntityType } from "../provider/metadata.ts";
import { useSession } from "../provider/session.ts";
import { EntityInputs } from "./EntityInputs.tsx";
import { FormPage } from "./FormPage.tsx";
import { type RecordForm, toRecordPatch } from "./record-form.ts";
import { startValues } from "./start-values.ts";

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
  const timeZone = useTimeZone();
  // Once: a default of "now" is the moment that the form was opened.
  const [start] = useState<RecordForm>(() => {
    const now = new Date().toISOString();
    const me = session.data?.user.id ?? null;
    const today = toLocalInput(now, timeZone).slice(0, "2026-01-01".length);
    return { fields: { ...startValues(entityType, { me, now, today }), ...given }, ownerId: me };
  });
  const list = `/${entityType.key}`;
  return (
    <CreateBase redirect="show" transform={(form: RecordForm) => toRecordPatch(entityType, form)}>
      <Form warnWhenUnsavedChanges defaultValues={start}>
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
