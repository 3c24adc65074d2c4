import type { EntityType, FieldDefinition } from "@catalyst/contracts";
import Divider from "@mui/material/Divider";
import { capabilities, draftOf } from "./field-draft.ts";
import type { FieldListing } from "./field-listing.ts";
import { IndexSetting } from "./lifecycle/IndexSetting.tsx";
import { TypeChangeSetting } from "./lifecycle/TypeChangeSetting.tsx";
import { UniqueSetting } from "./lifecycle/UniqueSetting.tsx";
import { UsageList } from "./lifecycle/UsageList.tsx";

type FieldLifecycleProps = {
  readonly field: FieldDefinition;
  readonly entityType: EntityType;
  readonly listing: FieldListing;
};

/** What takes effect at once, apart from Save: index, uniqueness, change of type; and who uses the field. */
export function FieldLifecycle({ field, entityType, listing }: FieldLifecycleProps) {
  const { indexable, uniqueable, slotKind } = capabilities(draftOf(field));
  const status = field.fieldId ? (listing.status[field.fieldId] ?? null) : null;
  const search = listing.slotUsage.find((usage) => usage.kind === slotKind);
  const unique = listing.slotUsage.find((usage) => usage.kind === "unique");
  return (
    <>
      <Divider />
      {indexable && search ? <IndexSetting field={field} status={status} usage={search} /> : null}
      {uniqueable && unique ? <UniqueSetting field={field} status={status} usage={unique} /> : null}
      <Divider />
      <TypeChangeSetting field={field} entityType={entityType} status={status} />
      <Divider />
      <UsageList field={field} />
    </>
  );
}
