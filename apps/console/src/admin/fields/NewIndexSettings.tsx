import { useTranslate } from "react-admin";
import { capabilities } from "./field-draft.ts";
import type { FieldFormProps } from "./FieldForm.tsx";
import { IndexQuota, isFull } from "./IndexQuota.tsx";
import { SwitchRow } from "./SwitchRow.tsx";

/** Index and uniqueness of a field that does not exist yet, with what they would take. */
export function NewIndexSettings({ draft, listing, onChange }: FieldFormProps) {
  const translate = useTranslate();
  const { slotKind, indexable, uniqueable } = capabilities(draft);
  const search = listing.slotUsage.find((usage) => usage.kind === slotKind);
  const unique = listing.slotUsage.find((usage) => usage.kind === "unique");
  return (
    <>
      {indexable && search ? (
        <div>
          <SwitchRow
            label={translate("admin.fields.indexed")}
            hint={translate("admin.fields.indexed_help")}
            refusal={isFull(search) ? translate("admin.fields.no_place") : undefined}
            checked={draft.indexed}
            onChange={(indexed) => onChange({ indexed })}
          />
          <IndexQuota usage={search} adding={draft.indexed} />
        </div>
      ) : null}
      {uniqueable && unique ? (
        <div>
          <SwitchRow
            label={translate("admin.fields.unique")}
            hint={translate("admin.fields.unique_help")}
            refusal={isFull(unique) ? translate("admin.fields.no_place") : undefined}
            checked={draft.unique}
            onChange={(isUnique) => onChange({ unique: isUnique })}
          />
          <IndexQuota usage={unique} adding={draft.unique} />
        </div>
      ) : null}
    </>
  );
}
