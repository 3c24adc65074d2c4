import type { EntityType, FieldDefinition } from "@catalyst/contracts";
import { formLayout } from "@catalyst/custom-fields";
import Box from "@mui/material/Box";
import Typography from "@mui/material/Typography";
import { FieldDisplay } from "../field/FieldDisplay.tsx";
import type { ScreenRecord } from "../provider/records-of.ts";
import { useSession } from "../provider/session.ts";
import { FIELD_GRID, isWide } from "./field-grid.ts";
import { fieldStates } from "./field-states.ts";
import { fieldValue } from "./field-value.ts";
import { FieldLabel } from "./FieldLabel.tsx";
import { FormSection } from "./FormSection.tsx";
import { useFilterClock } from "./use-filter-clock.ts";

type RecordSectionsProps = { readonly entityType: EntityType; readonly record: ScreenRecord };

/** A record's values by section: one card, divided by lines. Fields whose condition does not hold are left out. */
export function RecordSections({ entityType, record }: RecordSectionsProps) {
  const me = useSession().data?.user.id;
  const clock = useFilterClock() ?? undefined;
  const values = Object.fromEntries(entityType.fields.map((field) => [field.key, fieldValue(record, field)]));
  const states = fieldStates({ entityType, me, clock }, values);
  const fields = entityType.fields.filter(
    (field) =>
      field.storage.kind !== "header" &&
      field.key !== entityType.primaryField &&
      (states.get(field.key)?.visible ?? true),
  );
  const sections = formLayout(fields);
  if (sections.length === 0) return null;
  return (
    <Box sx={{ bgcolor: "background.paper", border: 1, borderColor: "divider", borderRadius: "10px" }}>
      {sections.map((section) => (
        <FormSection key={section.title} entityType={entityType.key} title={section.title}>
          <Box component="dl" sx={{ m: 0, ...FIELD_GRID }}>
            {section.fields.map((field) => (
              <Value key={field.key} field={field} record={record} />
            ))}
          </Box>
        </FormSection>
      ))}
    </Box>
  );
}

function Value({ field, record }: { readonly field: FieldDefinition; readonly record: ScreenRecord }) {
  return (
    <Box sx={isWide(field) ? { gridColumn: "1 / -1" } : undefined}>
      <Typography component="dt" variant="caption" color="text.secondary" sx={{ mb: 0.25 }}>
        <FieldLabel field={field} />
      </Typography>
      <Typography component="dd" variant="body2" sx={{ m: 0, overflowWrap: "anywhere" }}>
        <FieldDisplay field={field} value={fieldValue(record, field)} record={record} />
      </Typography>
    </Box>
  );
}
