import type { EntityType, FieldDefinition } from "@catalyst/contracts";
import { formLayout } from "@catalyst/custom-fields";
import Box from "@mui/material/Box";
import Typography from "@mui/material/Typography";
import { FieldDisplay } from "../field/registry.tsx";
import type { ScreenRecord } from "../provider/records-of.ts";
import { FIELD_GRID } from "./field-grid.ts";
import { fieldValue } from "./field-value.ts";

/** A record's values by section: one card, divided by lines. */
export function RecordSections({
  entityType,
  record,
}: {
  readonly entityType: EntityType;
  readonly record: ScreenRecord;
}) {
  const fields = entityType.fields.filter(
    (field) => field.storage.kind !== "header" && field.key !== entityType.primaryField,
  );
  const sections = formLayout(fields);
  if (sections.length === 0) return null;
  return (
    <Box sx={{ bgcolor: "background.paper", border: 1, borderColor: "divider", borderRadius: "10px" }}>
      {sections.map((section) => (
        <Box
          component="section"
          key={section.title}
          sx={{ px: 2.5, py: 2, "& + &": { borderTop: 1, borderColor: "divider" } }}
        >
          <Typography variant="h2" sx={{ mb: 1.5 }}>
            {section.title}
          </Typography>
          <Box component="dl" sx={{ m: 0, ...FIELD_GRID }}>
            {section.fields.map((field) => (
              <Value key={field.key} field={field} record={record} />
            ))}
          </Box>
        </Box>
      ))}
    </Box>
  );
}

function Value({ field, record }: { readonly field: FieldDefinition; readonly record: ScreenRecord }) {
  return (
    <Box sx={field.type === "longText" ? { gridColumn: "1 / -1" } : undefined}>
      <Typography component="dt" variant="caption" color="text.secondary" sx={{ mb: 0.25 }}>
        {field.label}
      </Typography>
      <Typography component="dd" variant="body2" sx={{ m: 0, overflowWrap: "anywhere" }}>
        <FieldDisplay field={field} value={fieldValue(record, field)} record={record} />
      </Typography>
    </Box>
  );
}
