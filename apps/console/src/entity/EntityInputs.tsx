import type { EntityType } from "@catalyst/contracts";
import { formLayout } from "@catalyst/custom-fields";
import Box from "@mui/material/Box";
import Typography from "@mui/material/Typography";
import { FieldInput } from "../field/registry.tsx";
import { FIELD_GRID } from "./field-grid.ts";
import { sourceOf } from "./list-columns.ts";

const WIDE_TYPES = new Set(["longText"]);

/** The inputs of an entity type by section, one card divided by lines: the same for create and edit. */
export function EntityInputs({ entityType }: { readonly entityType: EntityType }) {
  return (
    <Box sx={{ bgcolor: "background.paper", border: 1, borderColor: "divider", borderRadius: "10px" }}>
      {formLayout(entityType.fields).map((section) => (
        <Box
          component="section"
          key={section.title}
          sx={{ px: { xs: 2, md: 2.5 }, py: 2, "& + &": { borderTop: 1, borderColor: "divider" } }}
        >
          <Typography variant="h2" sx={{ mb: 1.5 }}>
            {section.title}
          </Typography>
          <Box sx={FIELD_GRID}>
            {section.fields.map((field) => (
              <Box key={field.key} sx={WIDE_TYPES.has(field.type) ? { gridColumn: "1 / -1" } : undefined}>
                <FieldInput field={field} source={sourceOf(field)} />
              </Box>
            ))}
          </Box>
        </Box>
      ))}
    </Box>
  );
}
