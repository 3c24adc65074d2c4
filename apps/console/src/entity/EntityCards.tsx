import type { EntityType } from "@catalyst/contracts";
import Box from "@mui/material/Box";
import CardActionArea from "@mui/material/CardActionArea";
import Stack from "@mui/material/Stack";
import Typography from "@mui/material/Typography";
import { useListContext } from "react-admin";
import { Link } from "react-router-dom";
import { FieldDisplay } from "../field/registry.tsx";
import type { ScreenRecord } from "../provider/records-of.ts";
import { fieldValue } from "./field-value.ts";
import { hiddenColumns, listColumns, sourceOf } from "./list-columns.ts";
import { RecordAvatar } from "./RecordAvatar.tsx";

const LINES = 2;

/** The list on a phone: one card a record, with its first values that are not empty. */
export function EntityCards({ entityType }: { readonly entityType: EntityType }) {
  const { data = [] } = useListContext<ScreenRecord>();
  const hidden = new Set(hiddenColumns(entityType));
  const fields = listColumns(entityType).filter((field) => field.key !== entityType.primaryField && field.type !== "relation" && !hidden.has(sourceOf(field)));
  return (
    <Box component="ul" sx={{ listStyle: "none", m: 0, p: 0 }}>
      {data.map((record) => (
        <Box component="li" key={record.id} sx={{ borderBottom: 1, borderColor: "divider" }}>
          <CardActionArea component={Link} to={`/${entityType.key}/${record.id}/show`} sx={{ p: 1.5 }}>
            <Stack direction="row" spacing={1.5} sx={{ alignItems: "flex-start" }}>
              <RecordAvatar name={record.displayName} size={36} />
              <Box sx={{ minWidth: 0 }}>
                <Typography sx={{ fontSize: 15, fontWeight: 600 }}>{record.displayName}</Typography>
                {fields
                  .filter((field) => fieldValue(record, field) !== null)
                  .slice(0, LINES)
                  .map((field) => (
                    <Typography key={field.key} variant="caption" color="text.secondary" component="div" noWrap>
                      {field.label}: <FieldDisplay field={field} value={fieldValue(record, field)} record={record} />
                    </Typography>
                  ))}
              </Box>
            </Stack>
          </CardActionArea>
        </Box>
      ))}
    </Box>
  );
}
