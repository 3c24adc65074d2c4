import { type Condition, Filter } from "@catalyst/contracts";
import AddIcon from "@mui/icons-material/AddOutlined";
import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import { useTranslate } from "react-admin";
import { useProblemAt, useEditor } from "./editor-context.ts";
import { FilterRow } from "./FilterRow.tsx";
import { FormRow } from "./FormRow.tsx";
import { SelectInput } from "./SelectInput.tsx";

type Group = Exclude<Filter, Condition>;
const EMPTY: Group = { kind: "and", filters: [] };
/** Groups inside groups that the form offers; a filter that nests deeper is shown and kept. */
const OFFERED_DEPTH = 2;

type FilterInputProps = {
  readonly path: string;
  readonly label: string;
  readonly help: string;
  readonly entityType: string;
  readonly value: unknown;
  readonly onChange: (filter: Filter) => void;
};

/** A filter over an entity type, in groups of all and any; texts in it may hold data of the run. */
export function FilterInput({ path, label, help, entityType, value, onChange }: FilterInputProps) {
  const translate = useTranslate();
  const error = useProblemAt(path);
  const parsed = Filter.catch(EMPTY).parse(value);
  const group: Group = parsed.kind === "condition" ? { kind: "and", filters: [parsed] } : parsed;
  return (
    <FormRow label={label} help={help} error={error}>
      {entityType === "" ? (
        translate("workflow.form.choose_entity_type_first")
      ) : (
        <GroupInput label={label} entityType={entityType} group={group} depth={0} onChange={onChange} />
      )}
    </FormRow>
  );
}

type GroupInputProps = {
  readonly label: string;
  readonly entityType: string;
  readonly group: Group;
  readonly depth: number;
  readonly onChange: (group: Group) => void;
  readonly onRemove?: () => void;
};

function GroupInput({ label, entityType, group, depth, onChange, onRemove }: GroupInputProps) {
  const translate = useTranslate();
  const { readOnly } = useEditor();
  const { filters } = group;
  const withParts = (parts: readonly Filter[]) => onChange({ ...group, filters: parts });
  const replace = (place: number, part: Filter) => withParts(filters.with(place, part));
  return (
    <Box role="group" aria-label={label} sx={{ borderLeft: 2, borderColor: "divider", pl: 1.25, mb: 1 }}>
      {filters.length > 1 ? (
        <Box sx={{ width: 160, mb: 1 }}>
          <SelectInput
            label={translate("workflow.condition.match")}
            readOnly={readOnly}
            value={group.kind}
            choices={[
              { value: "and", label: translate("workflow.condition.all") },
              { value: "or", label: translate("workflow.condition.any") },
            ]}
            onChange={(kind) => onChange({ ...group, kind: kind === "or" ? "or" : "and" })}
          />
        </Box>
      ) : null}
      {filters.map((part, place) => {
        const remove = () => withParts(filters.toSpliced(place, 1));
        const name = translate("workflow.condition.rule", { number: place + 1 });
        return part.kind === "condition" ? (
          <FilterRow
            // oxlint-disable-next-line react/no-array-index-key -- conditions have no id of their own
            key={place}
            name={name}
            entityType={entityType}
            condition={part}
            onChange={(changed) => replace(place, changed)}
            onRemove={remove}
          />
        ) : (
          <GroupInput
            // oxlint-disable-next-line react/no-array-index-key -- groups have no id of their own
            key={place}
            label={name}
            entityType={entityType}
            group={part}
            depth={depth + 1}
            onChange={(changed) => replace(place, changed)}
            onRemove={remove}
          />
        );
      })}
      {readOnly ? null : (
        <GroupActions depth={depth} onAdd={(part) => withParts([...filters, part])} onRemove={onRemove} />
      )}
    </Box>
  );
}

const FIRST: Condition = { kind: "condition", field: "", operator: "equals", value: null };

type GroupActionsProps = {
  readonly depth: number;
  readonly onAdd: (part: Filter) => void;
  readonly onRemove: (() => void) | undefined;
};

function GroupActions({ depth, onAdd, onRemove }: GroupActionsProps) {
  const translate = useTranslate();
  return (
    <Box sx={{ display: "flex", gap: 0.5, flexWrap: "wrap" }}>
      <Button size="small" variant="text" startIcon={<AddIcon sx={{ fontSize: 14 }} />} onClick={() => onAdd(FIRST)}>
        {translate("workflow.condition.add_rule")}
      </Button>
      {depth < OFFERED_DEPTH ? (
        <Button size="small" variant="text" onClick={() => onAdd({ kind: "or", filters: [FIRST] })}>
          {translate("workflow.condition.add_group")}
        </Button>
      ) : null}
      {onRemove ? (
        <Button size="small" variant="text" color="error" onClick={onRemove}>
          {translate("workflow.condition.remove_group")}
        </Button>
      ) : null}
    </Box>
  );
}
