import type { EntityType } from "@catalyst/contracts";
import { formLayout } from "@catalyst/custom-fields";
import Box from "@mui/material/Box";
import Typography from "@mui/material/Typography";
import { FieldInput } from "../field/registry.tsx";
import { sourceOf } from "./list-columns.ts";

const WIDE_TYPES = new Set(["longText"]);

/** The inputs of an entity type by section: the same for create and edit. */
export function EntityInputs({ entityType }: { readonly entityType: EntityType }) {
  return (
    <>
      {formLayout(entityType.fields).map((section) => (
        <Box component="section" key={section.title} sx={{ width: "100%", mb: 1 }}>
          <Typography variant="h2" sx={{ mb: 1.5 }}>
            {section.title}
          </Typography>
          <Box sx={{ display: "grid", columnGap: 3.5, rowGap: 1.25, gridTemplateColumns: { xs: "minmax(0, 1fr)", sm: "repeat(2, minmax(0, 1fr))", lg: "repeat(3, minmax(0, 1fr))" } }}>
            {section.fields.map((field) => (
              <Box key={field.key} sx={WIDE_TYPES.has(field.type) ? { gridColumn: "1 / -1" } : undefined}>
                <FieldInput field={field} source={sourceOf(field)} />
              </Box>
            ))}
          </Box>
        </Box>
      ))}
    </>
  );
}
