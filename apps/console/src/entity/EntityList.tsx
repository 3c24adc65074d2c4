import type { EntityType } from "@catalyst/contracts";
import Box from "@mui/material/Box";
import useMediaQuery from "@mui/material/useMediaQuery";
import type { Theme } from "@mui/material/styles";
import { ListBase, useListContext, useResourceContext } from "react-admin";
import { PageHead } from "../page/PageHead.tsx";
import { useEntityType } from "../provider/metadata.ts";
import type { ScreenRecord } from "../provider/records-of.ts";
import { ErrorState } from "../state/ErrorState.tsx";
import { LoadingState } from "../state/LoadingState.tsx";
import { BulkBar } from "./BulkBar.tsx";
import { EntityCards } from "./EntityCards.tsx";
import { EntityEmpty } from "./EntityEmpty.tsx";
import { EntityTable } from "./EntityTable.tsx";
import { FilterBar } from "./FilterBar.tsx";
import { KeysetPager } from "./KeysetPager.tsx";
import { ListActions } from "./ListActions.tsx";
import { isFiltered, NoResult } from "./NoResult.tsx";
import { BrokenViewNote } from "./view/BrokenViewNote.tsx";
import { useDefaultView } from "./view/use-default-view.ts";
import { useListView } from "./view/use-list-view.ts";
import { ViewActions } from "./view/ViewActions.tsx";
import { ViewMenu } from "./view/ViewMenu.tsx";

const PAGE_SIZE = 50;

/** The generated list of an entity type: columns, filters and sort from metadata, pages without a total. */
export function EntityList() {
  const entityType = useEntityType(useResourceContext() ?? "");
  return entityType ? <ListOf key={entityType.key} entityType={entityType} /> : null;
}

function ListOf({ entityType }: { readonly entityType: EntityType }) {
  return (
    <ListBase
      perPage={PAGE_SIZE}
      sort={{ field: "createdAt", order: "DESC" }}
      disableSyncWithLocation={false}
      queryOptions={{ placeholderData: (previous) => previous }}
    >
      <Box
        sx={{
          display: "flex",
          flexDirection: "column",
          height: { md: "100%" },
          minHeight: 0,
          flex: 1,
          position: "relative",
        }}
      >
        <PageHead title={entityType.labelPlural} actions={<ListActions entityType={entityType} />} />
        <ListHead entityType={entityType} />
        <Box
          sx={{
            flex: 1,
            minHeight: 0,
            minWidth: 0,
            overflow: { md: "auto" },
            display: "flex",
            flexDirection: "column",
          }}
        >
          <Rows entityType={entityType} />
        </Box>
        <BulkBar entityType={entityType} />
        <KeysetPager entityType={entityType} />
      </Box>
    </ListBase>
  );
}

/** The view, the filters, and what to do with changes of both. */
function ListHead({ entityType }: { readonly entityType: EntityType }) {
  const list = useListView(entityType);
  useDefaultView(entityType, list);
  return (
    <>
      <FilterBar
        entityType={entityType}
        lead={<ViewMenu entityType={entityType} list={list} />}
        tail={<ViewActions entityType={entityType} list={list} />}
      />
      <BrokenViewNote view={list.view} />
    </>
  );
}

/** The rows, or what stands in their place. */
function Rows({ entityType }: { readonly entityType: EntityType }) {
  const isPhone = useMediaQuery<Theme>((theme) => theme.breakpoints.down("md"));
  const { data, error, isPending, refetch, filterValues } = useListContext<ScreenRecord>();
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (isPending || !data) return <LoadingState />;
  if (data.length === 0)
    return isFiltered(filterValues) ? <NoResult entityType={entityType} /> : <EntityEmpty entityType={entityType} />;
  return isPhone ? <EntityCards entityType={entityType} /> : <EntityTable entityType={entityType} />;
}
