import type { EntityType } from "@catalyst/contracts";
import Button from "@mui/material/Button";
import Stack from "@mui/material/Stack";
import { useListContext, useTranslate } from "react-admin";
import type { ReactNode } from "react";
import type { ListFilter } from "../provider/data-provider.ts";
import { FilterEditor } from "./FilterEditor.tsx";
import { toGroup } from "./filter-edits.ts";
import { NameSearch } from "./NameSearch.tsx";

type FilterBarProps = {
  readonly entityType: EntityType;
  /** Stands before everything else: the view's menu. */
  readonly lead?: ReactNode;
  /** Stands behind everything else: what to do with changes of the view. */
  readonly tail?: ReactNode;
};

/** Filters above a list, always visible: chips in groups, each part of a chip opens its own menu. */
export function FilterBar({ entityType, lead, tail }: FilterBarProps) {
  const translate = useTranslate();
  const { filterValues, setFilters } = useListContext();
  const filter: ListFilter = filterValues;
  const apply = (where: ListFilter["where"]) => setFilters({ ...filter, where });
  return (
    <Stack
      direction="row"
      sx={{
        alignItems: "center",
        flexWrap: "wrap",
        gap: 1,
        px: { xs: 1.5, md: 2.5 },
        py: 1,
        minHeight: 48,
        borderBottom: 1,
        borderColor: "divider",
      }}
      role="group"
      aria-label={translate("filter.label")}
    >
      {lead}
      <NameSearch />
      <FilterEditor entityType={entityType} filter={filter.where} onChange={apply} />
      {toGroup(filter.where).filters.length > 0 ? (
        <Button size="small" onClick={() => apply(undefined)}>
          {translate("filter.clear")}
        </Button>
      ) : null}
      {tail}
    </Stack>
  );
}
