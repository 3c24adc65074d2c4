import { FILTER_DEPTH_LIMIT } from "@catalyst/custom-fields";
import type { Condition, EntityType, Filter } from "@catalyst/contracts";
import AddIcon from "@mui/icons-material/Add";
import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import IconButton from "@mui/material/IconButton";
import { useTranslate } from "react-admin";
import { useState } from "react";
import { FieldMenu } from "./FieldMenu.tsx";
import { FilterChip } from "./FilterChip.tsx";
import {
  appendTo,
  type FilterGroup,
  type FilterPlace,
  fromGroup,
  isComplete,
  joinBy,
  newCondition,
  replaceAt,
  toGroup,
} from "./filter-edits.ts";

type FilterEditorProps = {
  readonly entityType: EntityType;
  readonly filter: Filter | undefined;
  readonly onChange: (filter: Filter | undefined) => void;
  /** False where conditions over the record's own fields alone make sense. */
  readonly paths?: boolean;
  /** What the button says that adds a condition. */
  readonly addLabel?: string;
};

/**
 * A condition whose value is still to be chosen, kept here so that a list does not go empty meanwhile. `added` and
 * `grouped`: at the end of the group at `place`, or in a new group there; `changed`: instead of the one at `place`.
 */
type Pending = {
  readonly kind: "added" | "grouped" | "changed";
  readonly place: FilterPlace;
  readonly condition: Condition;
};

type Editing = {
  readonly entityType: EntityType;
  readonly group: FilterGroup;
  readonly paths: boolean;
  readonly addLabel: string | undefined;
  readonly pending: Pending | null;
  readonly setPending: (pending: Pending | null) => void;
  readonly apply: (group: FilterGroup) => void;
};

/** A filter as chips in groups of AND and OR; every part can be changed where it stands. */
export function FilterEditor({ entityType, filter, onChange, paths = true, addLabel }: FilterEditorProps) {
  const [pending, setPending] = useState<Pending | null>(null);
  const group = toGroup(filter);
  const editing: Editing = {
    entityType,
    group,
    paths,
    addLabel,
    pending,
    setPending,
    apply: (next) => onChange(fromGroup(next)),
  };
  return <GroupParts editing={editing} group={group} place={[]} />;
}

type GroupProps = { readonly editing: Editing; readonly group: FilterGroup; readonly place: FilterPlace };

function GroupParts({ editing, group, place }: GroupProps) {
  const { apply } = editing;
  const outer = editing.group;
  return (
    <>
      {group.filters.map((part, index) => {
        const at = [...place, index];
        return (
          <Box key={`${index} ${part.kind === "condition" ? part.field : part.kind}`} sx={PART}>
            {index > 0 ? <JoinButton join={group.kind} onJoin={(kind) => apply(joinBy(outer, place, kind))} /> : null}
            {part.kind === "condition" ? (
              <PlacedChip editing={editing} condition={part} place={at} />
            ) : (
              <GroupBox editing={editing} group={part} place={at} />
            )}
          </Box>
        );
      })}
      <PendingChip editing={editing} place={place} />
      <AddButton editing={editing} group={group} place={place} />
    </>
  );
}

type PlacedChipProps = { readonly editing: Editing; readonly condition: Condition; readonly place: FilterPlace };

/** A condition of the filter; while another operator waits for its value, the filter stays as it was. */
function PlacedChip({ editing, condition, place }: PlacedChipProps) {
  const { entityType, paths, group, apply, pending, setPending } = editing;
  const waits = pending?.kind === "changed" && pending.place.join() === place.join();
  const settle = (next: Condition) => {
    if (!isComplete(next)) return setPending({ kind: "changed", place, condition: next });
    setPending(null);
    apply(replaceAt(group, place, next));
  };
  return (
    <FilterChip
      key={waits ? "waiting" : "settled"}
      autoOpen={waits}
      entityType={entityType}
      condition={waits ? pending.condition : condition}
      paths={paths}
      onChange={settle}
      onRemove={() => {
        setPending(null);
        apply(replaceAt(group, place, null));
      }}
    />
  );
}

const PART = { display: "inline-flex", alignItems: "center", gap: 1, minWidth: 0, maxWidth: "100%" };

function GroupBox(props: GroupProps) {
  const translate = useTranslate();
  return (
    <Box
      role="group"
      aria-label={translate("filter.group")}
      sx={{
        ...PART,
        flexWrap: "wrap",
        gap: 0.75,
        px: 0.75,
        py: 0.5,
        borderRadius: "9px",
        border: 1,
        borderStyle: "dashed",
        borderColor: "borderStrong",
        bgcolor: "sunken",
      }}
    >
      <GroupParts {...props} />
    </Box>
  );
}

/** The condition that is being made, where it will stand. */
function PendingChip({ editing, place }: { readonly editing: Editing; readonly place: FilterPlace }) {
  const { pending, setPending, group, apply } = editing;
  if (pending === null || pending.kind === "changed" || pending.place.join() !== place.join()) return null;
  const settle = (condition: Condition) => {
    if (!isComplete(condition)) return setPending({ ...pending, condition });
    setPending(null);
    const kind = groupAt(group, place).kind === "and" ? "or" : "and";
    apply(appendTo(group, place, pending.kind === "grouped" ? { kind, filters: [condition] } : condition));
  };
  return (
    <FilterChip
      autoOpen
      entityType={editing.entityType}
      condition={pending.condition}
      paths={editing.paths}
      onChange={settle}
      onRemove={() => setPending(null)}
    />
  );
}

function groupAt(group: FilterGroup, place: FilterPlace): FilterGroup {
  const [at, ...rest] = place;
  const inner = at === undefined ? undefined : group.filters[at];
  return inner === undefined || inner.kind === "condition" ? group : groupAt(inner, rest);
}

function JoinButton({ join, onJoin }: { readonly join: "and" | "or"; readonly onJoin: (join: "and" | "or") => void }) {
  const translate = useTranslate();
  return (
    <Button
      size="small"
      onClick={() => onJoin(join === "and" ? "or" : "and")}
      aria-label={translate("filter.join_label", { join: translate(`filter.${join}`) })}
      sx={{ minWidth: 0, px: 0.75 }}
    >
      {translate(`filter.${join}`)}
    </Button>
  );
}

/** Opens the menu of fields; the outermost one has its name, those of groups a plus. */
function AddButton({ editing, group, place }: GroupProps) {
  const translate = useTranslate();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const [grouped, setGrouped] = useState(false);
  const outermost = place.length === 0;
  const open = (element: HTMLElement, asGroup: boolean) => {
    setGrouped(asGroup);
    setAnchor(element);
  };
  const [button, setButton] = useState<HTMLElement | null>(null);
  const mayGroup = !grouped && place.length < FILTER_DEPTH_LIMIT - 1 && group.filters.length > 0;
  return (
    <>
      {outermost ? (
        <Button
          ref={setButton}
          size="small"
          color="inherit"
          startIcon={<AddIcon />}
          aria-haspopup="menu"
          onClick={(event) => open(event.currentTarget, false)}
          sx={{ color: "text.secondary" }}
        >
          {editing.addLabel ?? translate("filter.add")}
        </Button>
      ) : (
        <IconButton
          ref={setButton}
          size="small"
          aria-haspopup="menu"
          aria-label={translate("filter.add_to_group")}
          onClick={(event) => open(event.currentTarget, false)}
          sx={{ width: 28, height: 28, color: "text.secondary" }}
        >
          <AddIcon sx={{ fontSize: 16 }} />
        </IconButton>
      )}
      <FieldMenu
        key={grouped ? "group" : "one"}
        entityType={editing.entityType}
        paths={editing.paths}
        anchor={anchor}
        onClose={() => setAnchor(null)}
        onChoose={(path, field) =>
          editing.setPending({ kind: grouped ? "grouped" : "added", place, condition: newCondition(path, field) })
        }
        onGroup={mayGroup ? () => button && open(button, true) : undefined}
      />
    </>
  );
}
