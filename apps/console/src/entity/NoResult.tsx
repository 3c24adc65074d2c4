import type { EntityType } from "@catalyst/contracts";
import DeleteOutlineIcon from "@mui/icons-material/DeleteOutline";
import FilterListIcon from "@mui/icons-material/FilterList";
import Button from "@mui/material/Button";
import { useListContext, useTranslate } from "react-admin";
import type { ListFilter } from "../provider/data-provider.ts";
import { StatePage } from "../state/StatePage.tsx";
import { toGroup } from "./filter-edits.ts";

/** Whether an empty list is the filter's doing. */
export function isFiltered({ where, search, deleted }: ListFilter): boolean {
  return deleted === true || (search ?? "") !== "" || toGroup(where).filters.length > 0;
}

/** Nothing matches: the filter is the cause, so it is what is offered to change. */
export function NoResult({ entityType }: { readonly entityType: EntityType }) {
  const translate = useTranslate();
  const { filterValues, setFilters } = useListContext();
  const filter: ListFilter = filterValues;
  const label = entityType.labelPlural.toLowerCase();
  const onlyBin = filter.deleted === true && !filter.where && !filter.search;
  return (
    <StatePage
      icon={onlyBin ? <DeleteOutlineIcon /> : <FilterListIcon />}
      title={translate(onlyBin ? "record.bin_empty" : "record.no_result", { label })}
      hint={translate(onlyBin ? "record.bin_empty_hint" : "record.no_result_hint")}
      actions={
        <Button variant="outlined" onClick={() => setFilters(onlyBin ? {} : { deleted: filter.deleted })}>
          {translate(onlyBin ? "record.leave_bin" : "filter.clear")}
        </Button>
      }
    />
  );
}
