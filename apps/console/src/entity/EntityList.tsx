import type { EntityType } from "@catalyst/contracts";
import useMediaQuery from "@mui/material/useMediaQuery";
import type { Theme } from "@mui/material/styles";
import { List, useResourceContext } from "react-admin";
import { useEntityType } from "../provider/metadata.ts";
import { BulkActions } from "./BulkActions.tsx";
import { EntityCards } from "./EntityCards.tsx";
import { EntityEmpty } from "./EntityEmpty.tsx";
import { EntityTable } from "./EntityTable.tsx";
import { FilterBar } from "./FilterBar.tsx";
import { KeysetPager } from "./KeysetPager.tsx";
import { ListActions } from "./ListActions.tsx";

const PAGE_SIZE = 50;

/** The generated list of an entity type: columns, filters and sort from metadata, pages without a total. */
export function EntityList() {
  const entityType = useEntityType(useResourceContext() ?? "");
  return entityType ? <ListOf key={entityType.key} entityType={entityType} /> : null;
}

function ListOf({ entityType }: { readonly entityType: EntityType }) {
  const isPhone = useMediaQuery<Theme>((theme) => theme.breakpoints.down("md"));
  return (
    <List
      title={entityType.labelPlural}
      actions={<ListActions entityType={entityType} />}
      empty={<EntityEmpty entityType={entityType} />}
      pagination={<KeysetPager entityType={entityType} />}
      perPage={PAGE_SIZE}
      sort={{ field: "createdAt", order: "DESC" }}
      queryOptions={{ placeholderData: (previous) => previous }}
      sx={{ "& .RaList-content": { boxShadow: "none", border: 0, borderRadius: 0 } }}
    >
      <FilterBar entityType={entityType} />
      {isPhone ? <EntityCards entityType={entityType} /> : <EntityTable entityType={entityType} bulkActions={<BulkActions entityType={entityType} />} />}
    </List>
  );
}
