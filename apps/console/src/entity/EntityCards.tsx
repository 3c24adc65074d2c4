import type { EntityType, FieldDefinition } from "@catalyst/contracts";
import Box from "@mui/material/Box";
import Link from "@mui/material/Link";
import Typography from "@mui/material/Typography";
import { useListContext } from "react-admin";
import { Link as RouterLink } from "react-router-dom";
import { FieldDisplay } from "../field/FieldDisplay.tsx";
import { consoleOf } from "../field/registry.ts";
import type { ScreenRecord } from "../provider/records-of.ts";
import { fieldValue } from "./field-value.ts";
import { hiddenColumns, listColumns, sourceOf } from "./list-columns.ts";
import { RecordAvatar } from "./RecordAvatar.tsx";
import { secondLine } from "./second-line.ts";

const VALUES = 3;

/** The list on a phone: one card a record, with its first values that are not empty. */
export function EntityCards({ entityType }: { readonly entityType: EntityType }) {
  const { data = [] } = useListContext<ScreenRecord>();
  const hidden = new Set(hiddenColumns(entityType));
  const fields = listColumns(entityType).filter(
    (field) => field.key !== entityType.primaryField && !hidden.has(sourceOf(field)),
  );
  // Choices and numbers say most in little room.
  const saysMuch = (field: FieldDefinition) => consoleOf(field).prominence.includes("card");
  const ranked = [...fields.filter(saysMuch), ...fields.filter((field) => !saysMuch(field))];
  return (
    <Box
      component="ul"
      sx={{
        listStyle: "none",
        m: 0,
        p: 1.5,
        display: "grid",
        gridTemplateColumns: "minmax(0, 1fr)",
        gap: 1.25,
        bgcolor: "background.default",
        flex: 1,
        alignContent: "start",
      }}
    >
      {data.map((record) => (
        <Box
          component="li"
          key={record.id}
          sx={{
            position: "relative",
            display: "flex",
            gap: 1.5,
            p: 1.75,
            bgcolor: "background.paper",
            border: 1,
            borderColor: "divider",
            borderRadius: "10px",
          }}
        >
          <RecordAvatar name={record.displayName} size={36} />
          <Box sx={{ minWidth: 0, flex: 1 }}>
            {/* The whole card leads to the record; links inside it stay their own. */}
            <Link
              component={RouterLink}
              to={`/${entityType.key}/${record.id}/show`}
              underline="none"
              sx={{
                color: "text.primary",
                fontSize: 15,
                fontWeight: 600,
                "&::after": { content: '""', position: "absolute", inset: 0, borderRadius: "10px" },
              }}
            >
              {record.displayName}
            </Link>
            <SecondLine entityType={entityType} record={record} />
            <Box
              sx={{
                display: "flex",
                flexWrap: "wrap",
                alignItems: "center",
                columnGap: 1.75,
                rowGap: 0.25,
                mt: 0.5,
                "& a": { position: "relative" },
              }}
            >
              {ranked
                .filter((field) => fieldValue(record, field) !== null)
                .slice(0, VALUES)
                .map((field) => (
                  <Typography
                    key={field.key}
                    component="span"
                    color="text.secondary"
                    noWrap
                    title={field.label}
                    sx={{ minWidth: 0, maxWidth: "100%" }}
                  >
                    <FieldDisplay compact field={field} value={fieldValue(record, field)} record={record} />
                  </Typography>
                ))}
            </Box>
          </Box>
        </Box>
      ))}
    </Box>
  );
}

/** Where the record is, or whose it is, as in the first cell of a table. */
function SecondLine({ entityType, record }: { readonly entityType: EntityType; readonly record: ScreenRecord }) {
  const line = secondLine(entityType, record);
  return line === null ? null : (
    <Typography noWrap color="text.secondary" component="div" sx={{ fontSize: 12 }}>
      {line}
    </Typography>
  );
}
