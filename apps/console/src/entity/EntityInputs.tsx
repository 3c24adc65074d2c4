import type { EntityType, FieldDefinition } from "@catalyst/contracts";
import { formLayout, type FieldState, type FormSection as Section } from "@catalyst/custom-fields";
import Box from "@mui/material/Box";
import { useRecordContext } from "react-admin";
import { useFormState } from "react-hook-form";
import { FieldInput } from "../field/FieldInput.tsx";
import { useSession } from "../provider/session.ts";
import { FIELD_GRID, isWideInput } from "./field-grid.ts";
import { FormSection } from "./FormSection.tsx";
import { sourceOf } from "./list-columns.ts";
import { LockedValue } from "./LockedValue.tsx";
import { useFieldStates } from "./use-field-states.ts";
import { isLocked } from "./write-access.ts";

/** The inputs of an entity type by section, one card divided by lines: the same for create and edit. */
export function EntityInputs({ entityType }: { readonly entityType: EntityType }) {
  const states = useFieldStates(entityType);
  const role = useSession().data?.role ?? null;
  const isNew = useRecordContext() === undefined;
  const isShown = (field: FieldDefinition) =>
    (states.get(field.key)?.visible ?? true) && !(isNew && isLocked(field, role));
  const sections = formLayout(entityType.fields.filter(isShown));
  return (
    <Box sx={{ bgcolor: "background.paper", border: 1, borderColor: "divider", borderRadius: "10px" }}>
      {sections.map((section) => (
        <InputSection key={section.title} entityType={entityType} section={section} states={states} />
      ))}
    </Box>
  );
}

type InputSectionProps = {
  readonly entityType: EntityType;
  readonly section: Section;
  readonly states: ReadonlyMap<string, FieldState>;
};

function InputSection({ entityType, section, states }: InputSectionProps) {
  const role = useSession().data?.role ?? null;
  const { errors } = useFormState();
  const refused = new Set(Object.keys(errors["fields"] ?? {}));
  return (
    <FormSection
      entityType={entityType.key}
      title={section.title}
      forceOpen={section.fields.some((field) => refused.has(field.key))}
    >
      <Box sx={FIELD_GRID}>
        {section.fields.map((field) => (
          <Box key={field.key} sx={isWideInput(field) ? { gridColumn: "1 / -1" } : undefined}>
            {isLocked(field, role) ? (
              <LockedValue field={field} />
            ) : (
              <FieldInput
                field={field}
                source={sourceOf(field)}
                required={states.get(field.key)?.required ?? field.required}
              />
            )}
          </Box>
        ))}
      </Box>
    </FormSection>
  );
}
