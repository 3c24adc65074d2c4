import type { EntityType, FieldDefinition } from "@catalyst/contracts";
import Box from "@mui/material/Box";
import { fieldTypeOf } from "@catalyst/custom-fields";
import { DataTable, useListContext } from "react-admin";
import { FieldDisplay } from "../field/FieldDisplay.tsx";
import { consoleOf } from "../field/registry.ts";
import type { ListFilter } from "../provider/data-provider.ts";
import type { ScreenRecord } from "../provider/records-of.ts";
import { fieldValue } from "./field-value.ts";
import { hiddenColumns, listColumns, sourceOf } from "./list-columns.ts";
import { IndexBadge } from "./IndexBadge.tsx";
import { NameCell } from "./NameCell.tsx";
import { tableKey } from "./view/table-key.ts";

/** Rows can be selected; what to do with them is in the BulkBar. */
const NO_TOOLBAR = <></>;

/** The list as a table; which columns, and their order, is each person's choice. */
export function EntityTable({ entityType }: { readonly entityType: EntityType }) {
  const { filterValues } = useListContext();
  const filter: ListFilter = filterValues;
  return (
    <DataTable
      rowClick="show"
      bulkActionsToolbar={NO_TOOLBAR}
      storeKey={tableKey(entityType, filter.view)}
      hiddenColumns={hiddenColumns(entityType)}
      size="small"
    >
      {listColumns(entityType).map((field) => (
        <DataTable.Col
          key={field.key}
          source={sourceOf(field)}
          label={<ColumnLabel field={field} />}
          disableSort={!fieldTypeOf(field).sortable}
          align={consoleOf(field).alignment}
          render={(record: ScreenRecord) =>
            field.key === entityType.primaryField ? (
              <NameCell entityType={entityType} record={record} />
            ) : (
              <FieldDisplay compact field={field} value={fieldValue(record, field)} record={record} />
            )
          }
        />
      ))}
    </DataTable>
  );
}

/** Name of a column; a bolt says that filters and sorts on it stay fast. */
function ColumnLabel({ field }: { readonly field: FieldDefinition }) {
  if (field.indexState !== "ready" || field.storage.kind !== "values") return <>{field.label}</>;
  return (
    <Box component="span" sx={{ display: "inline-flex", alignItems: "center", gap: 0.5 }}>
      {field.label}
      <IndexBadge />
    </Box>
  );
}
