import type { Filter, SavedView } from "@catalyst/contracts";
import Alert from "@mui/material/Alert";
import Button from "@mui/material/Button";
import { useListContext, useTranslate } from "react-admin";
import type { ListFilter } from "../../provider/data-provider.ts";

/** A view that needs a field which is gone says so, and offers to go on without it. */
export function BrokenViewNote({ view }: { readonly view: SavedView | null }) {
  const translate = useTranslate();
  const { filterValues, setFilters } = useListContext();
  const filter: ListFilter = filterValues;
  const [problem] = view?.problems ?? [];
  if (problem === undefined) return null;
  const gone = new Set(view?.problems.map(({ field }) => field));
  const mend = () => setFilters({ ...filter, where: withoutFields(filter.where, gone) ?? undefined });
  return (
    <Alert
      severity="warning"
      action={
        <Button color="inherit" size="small" onClick={mend}>
          {translate("view.mend")}
        </Button>
      }
      sx={{ borderRadius: 0, borderBottom: 1, borderColor: "divider" }}
    >
      {translate("view.broken", { problem: `${problem.field}: ${problem.message}` })}
    </Alert>
  );
}

function withoutFields(filter: Filter | undefined, gone: ReadonlySet<string>): Filter | null {
  if (filter === undefined) return null;
  if (filter.kind === "condition") return gone.has(filter.field) ? null : filter;
  const filters = filter.filters.flatMap((part) => withoutFields(part, gone) ?? []);
  return filters.length === 0 ? null : { ...filter, filters };
}
