import {
  type EntityType,
  type FieldConfig,
  type FieldDefinition,
  ROLLUP_FUNCTIONS,
  type RollupConfig,
} from "@catalyst/contracts";
import { isRelation, rollupResult } from "@catalyst/custom-fields";
import MenuItem from "@mui/material/MenuItem";
import TextField from "@mui/material/TextField";
import Typography from "@mui/material/Typography";
import { useTranslate } from "react-admin";
import { useMetadata } from "../../../provider/metadata.ts";
import { ConditionSetting } from "../ConditionSetting.tsx";

export type RollupSettingsProps = {
  readonly entityType: EntityType;
  readonly config: Pick<FieldConfig, "rollup" | "resultType">;
  readonly onChange: (config: Pick<FieldConfig, "rollup" | "resultType">) => void;
};

type Source = { readonly entityType: EntityType; readonly relation: FieldDefinition };

/** What a roll-up sums up: which related records, how, over which field, and which of them count. */
export function RollupSettings({ entityType, config, onChange }: RollupSettingsProps) {
  const translate = useTranslate();
  const { data } = useMetadata();
  const sources = sourcesOf(data?.entityTypes ?? [], entityType.key);
  const { rollup } = config;
  const source = sources.find(
    ({ entityType: type, relation }) => type.key === rollup?.entityType && relation.key === rollup.relation,
  );
  const change = (next: RollupConfig) => {
    const field = source?.entityType.fields.find(({ key }) => key === next.field);
    onChange({ rollup: next, resultType: rollupResult({ rollup: next }, field) ?? "number" });
  };
  if (sources.length === 0)
    return (
      <Typography variant="body2" color="text.secondary">
        {translate("computed.rollup.no_relation", { name: entityType.labelPlural.toLowerCase() })}
      </Typography>
    );
  return (
    <>
      <TextField
        select
        required
        label={translate("computed.rollup.source")}
        helperText={translate("computed.rollup.source_hint")}
        value={source ? sourceName(source) : ""}
        onChange={(event) => {
          const chosen = sources.find((candidate) => sourceName(candidate) === event.target.value);
          if (chosen)
            onChange({
              rollup: { entityType: chosen.entityType.key, relation: chosen.relation.key, function: "count" },
              resultType: "number",
            });
        }}
      >
        {sources.map((candidate) => (
          <MenuItem key={sourceName(candidate)} value={sourceName(candidate)}>
            {translate("computed.rollup.by", {
              records: candidate.entityType.labelPlural,
              relation: candidate.relation.label,
            })}
          </MenuItem>
        ))}
      </TextField>
      {source && rollup ? <Sum source={source} rollup={rollup} onChange={change} /> : null}
    </>
  );
}

type SumProps = {
  readonly source: Source;
  readonly rollup: RollupConfig;
  readonly onChange: (rollup: RollupConfig) => void;
};

function Sum({ source, rollup, onChange }: SumProps) {
  const translate = useTranslate();
  const fields = fieldsFor(source.entityType, rollup);
  return (
    <>
      <TextField
        select
        label={translate("computed.rollup.function")}
        value={rollup.function}
        onChange={(event) => {
          const chosen = ROLLUP_FUNCTIONS.find((name) => name === event.target.value);
          if (chosen) onChange(withFunction(source.entityType, rollup, chosen));
        }}
      >
        {ROLLUP_FUNCTIONS.map((name) => (
          <MenuItem key={name} value={name}>
            {translate(`computed.rollup.functions.${name}`)}
          </MenuItem>
        ))}
      </TextField>
      {rollup.function === "count" ? null : (
        <TextField
          select
          required
          label={translate("computed.rollup.field")}
          helperText={fields.length === 0 ? translate("computed.rollup.no_field") : undefined}
          value={rollup.field ?? ""}
          onChange={(event) => onChange({ ...rollup, field: event.target.value })}
        >
          {fields.map((field) => (
            <MenuItem key={field.key} value={field.key}>
              {field.label}
            </MenuItem>
          ))}
        </TextField>
      )}
      <ConditionSetting
        label={translate("computed.rollup.filter", { records: source.entityType.labelPlural.toLowerCase() })}
        hint={translate("computed.rollup.filter_hint")}
        entityType={source.entityType}
        fieldKey={null}
        value={rollup.filter ?? null}
        onChange={(filter) => onChange(withFilter(rollup, filter))}
      />
      <Typography variant="caption" color="text.secondary">
        {translate("computed.rollup.everyone")}
      </Typography>
    </>
  );
}

function sourcesOf(entityTypes: readonly EntityType[], target: string): readonly Source[] {
  return entityTypes.flatMap((entityType) =>
    entityType.fields
      .filter((field) => isRelation(field) && field.config.targetEntityType === target)
      .map((relation) => ({ entityType, relation })),
  );
}

function sourceName({ entityType, relation }: Source): string {
  return `${entityType.key}.${relation.key}`;
}

function fieldsFor(entityType: EntityType, rollup: RollupConfig): readonly FieldDefinition[] {
  return entityType.fields.filter((field) => field.key !== "updatedAt" && rollupResult({ rollup }, field) !== null);
}

function withFunction(entityType: EntityType, rollup: RollupConfig, chosen: RollupConfig["function"]): RollupConfig {
  const { field, ...rest } = { ...rollup, function: chosen };
  const fits = fieldsFor(entityType, rest).some(({ key }) => key === field);
  return chosen === "count" || field === undefined || !fits ? rest : { ...rest, field };
}

function withFilter({ filter: _filter, ...rollup }: RollupConfig, filter: RollupConfig["filter"] | null): RollupConfig {
  return filter === null || filter === undefined ? rollup : { ...rollup, filter };
}
