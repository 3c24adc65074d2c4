import type { EntityType, FieldDefinition, Problem } from "@catalyst/contracts";
import Divider from "@mui/material/Divider";
import FormHelperText from "@mui/material/FormHelperText";
import { useTranslate } from "react-admin";
import { ConditionSetting } from "./ConditionSetting.tsx";
import { DefaultValueInput } from "./DefaultValueInput.tsx";
import { capabilities, type FieldDraft, takesDefault } from "./field-draft.ts";
import type { FieldListing } from "./field-listing.ts";
import { FieldBasics } from "./FieldBasics.tsx";
import { NewIndexSettings } from "./NewIndexSettings.tsx";
import { RoleAccess } from "./RoleAccess.tsx";
import { SwitchRow } from "./SwitchRow.tsx";
import { TypeSettings } from "./TypeSettings.tsx";

export type FieldFormProps = {
  readonly draft: FieldDraft;
  readonly field: FieldDefinition | null;
  readonly entityType: EntityType;
  readonly listing: FieldListing;
  readonly problems: readonly Problem[];
  readonly onChange: (patch: Partial<FieldDraft>) => void;
};

/** The inputs of a field definition. The key is fixed once the field exists; the type changes by a way of its own. */
export function FieldForm(props: FieldFormProps) {
  const { draft, field, entityType, problems, onChange } = props;
  const translate = useTranslate();
  const { computed } = capabilities(draft);
  const fieldKey = field?.key ?? null;
  return (
    <>
      <FieldBasics {...props} />
      <TypeSettings draft={draft} field={field} entityType={entityType} problems={problems} onChange={onChange} />
      <Problems problems={problems} startsWith="config" />
      {takesDefault(draft) ? <DefaultValueInput key={draft.type} {...props} /> : null}
      <Problems problems={problems} startsWith="defaultValue" />
      <Divider />
      {computed ? null : (
        <>
          <SwitchRow
            label={translate("admin.fields.required")}
            hint={translate("admin.fields.required_hint")}
            checked={draft.required}
            onChange={(required) => onChange({ required })}
          />
          <ConditionSetting
            label={translate("admin.fields.required_when")}
            hint={translate("admin.fields.required_when_hint")}
            entityType={entityType}
            fieldKey={fieldKey}
            value={draft.requiredWhen}
            onChange={(requiredWhen) => onChange({ requiredWhen })}
          />
        </>
      )}
      <ConditionSetting
        label={translate("admin.fields.visible_when")}
        hint={translate("admin.fields.visible_when_hint")}
        entityType={entityType}
        fieldKey={fieldKey}
        value={draft.visibleWhen}
        onChange={(visibleWhen) => onChange({ visibleWhen })}
      />
      <Problems problems={problems} startsWith="visibleWhen" />
      <Problems problems={problems} startsWith="requiredWhen" />
      <RoleAccess draft={draft} computed={computed} onChange={onChange} />
      {field === null ? <NewIndexSettings {...props} /> : null}
    </>
  );
}

type ProblemsProps = { readonly problems: readonly Problem[]; readonly startsWith: string };

/** What the server found wrong with one part. */
function Problems({ problems, startsWith }: ProblemsProps) {
  const found = problems.filter((problem) => problem.field.startsWith(startsWith));
  if (found.length === 0) return null;
  return (
    <div role="alert">
      {found.map((problem) => (
        <FormHelperText error key={`${problem.field} ${problem.message}`} sx={{ mt: -1.5 }}>
          {problem.message}
        </FormHelperText>
      ))}
    </div>
  );
}
