import type { Condition, EntityType, FieldDefinition } from "@catalyst/contracts";
import AddIcon from "@mui/icons-material/Add";
import Button from "@mui/material/Button";
import Stack from "@mui/material/Stack";
import Typography from "@mui/material/Typography";
import { useListContext, useTranslate } from "react-admin";
import { useState } from "react";
import type { ListFilter } from "../provider/data-provider.ts";
import { FieldMenu } from "./FieldMenu.tsx";
import { FilterChip } from "./FilterChip.tsx";
import { type FlatFilter, fromFlat, isComplete, newCondition, toFlat } from "./filter-edits.ts";
import { NameSearch } from "./NameSearch.tsx";

/** Filters above a list, always visible: one chip a condition, each part of it opens its own menu. */
export function FilterBar({ entityType }: { readonly entityType: EntityType }) {
  const translate = useTranslate();
  const { filterValues, setFilters } = useListContext();
  const filter: ListFilter = filterValues;
  const flat = toFlat(filter.where);
  // A condition whose value is still to be chosen is kept here, so that the list does not go empty meanwhile.
  const [pending, setPending] = useState<Condition | null>(null);
  if (flat === null) return <DeepFilterNote onClear={() => setFilters({ ...filter, where: undefined })} />;
  const apply = (next: FlatFilter) => setFilters({ ...filter, where: fromFlat(next) });
  const replace = (index: number, condition: Condition | null) =>
    apply({
      ...flat,
      conditions: flat.conditions.flatMap((current, at) => (at !== index ? [current] : condition ? [condition] : [])),
    });
  const settle = (condition: Condition | null) => {
    if (!condition || !isComplete(condition)) return setPending(condition);
    setPending(null);
    apply({ ...flat, conditions: [...flat.conditions, condition] });
  };
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
      <NameSearch />
      {flat.conditions.map((condition, index) => (
        <Stack key={`${index} ${condition.field}`} direction="row" spacing={1} sx={{ alignItems: "center" }}>
          {index > 0 ? (
            <JoinButton join={flat.join} onClick={() => apply({ ...flat, join: flat.join === "and" ? "or" : "and" })} />
          ) : null}
          <FilterChip
            entityType={entityType}
            condition={condition}
            onChange={(next) => replace(index, next)}
            onRemove={() => replace(index, null)}
          />
        </Stack>
      ))}
      {pending ? (
        <FilterChip
          autoOpen
          entityType={entityType}
          condition={pending}
          onChange={settle}
          onRemove={() => setPending(null)}
        />
      ) : null}
      <AddFilterButton entityType={entityType} onAdd={(field) => setPending(newCondition(field))} />
      {flat.conditions.length > 0 ? (
        <Button size="small" onClick={() => apply({ join: "and", conditions: [] })}>
          {translate("filter.clear")}
        </Button>
      ) : null}
    </Stack>
  );
}

function JoinButton({ join, onClick }: { readonly join: "and" | "or"; readonly onClick: () => void }) {
  const translate = useTranslate();
  return (
    <Button
      size="small"
      onClick={onClick}
      aria-label={translate("filter.join_label", { join: translate(`filter.${join}`) })}
      sx={{ minWidth: 0, px: 0.75 }}
    >
      {translate(`filter.${join}`)}
    </Button>
  );
}

function AddFilterButton({
  entityType,
  onAdd,
}: {
  readonly entityType: EntityType;
  readonly onAdd: (field: FieldDefinition) => void;
}) {
  const translate = useTranslate();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  return (
    <>
      <Button
        size="small"
        color="inherit"
        startIcon={<AddIcon />}
        aria-haspopup="menu"
        onClick={(event) => setAnchor(event.currentTarget)}
        sx={{ color: "text.secondary" }}
      >
        {translate("filter.add")}
      </Button>
      <FieldMenu entityType={entityType} anchor={anchor} onClose={() => setAnchor(null)} onChoose={onAdd} />
    </>
  );
}

function DeepFilterNote({ onClear }: { readonly onClear: () => void }) {
  const translate = useTranslate();
  return (
    <Stack
      direction="row"
      spacing={1}
      sx={{ alignItems: "center", px: 2.5, py: 1, borderBottom: 1, borderColor: "divider" }}
    >
      <Typography variant="body2">{translate("filter.deep")}</Typography>
      <Button size="small" onClick={onClear}>
        {translate("filter.clear")}
      </Button>
    </Stack>
  );
}
