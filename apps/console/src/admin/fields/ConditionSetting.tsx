import type { EntityType, Filter } from "@catalyst/contracts";
import Box from "@mui/material/Box";
import Typography from "@mui/material/Typography";
import { useTranslate } from "react-admin";
import { FilterEditor } from "../../entity/FilterEditor.tsx";

type ConditionSettingProps = {
  readonly label: string;
  readonly hint: string;
  readonly entityType: EntityType;
  /** The field itself can't be in its own condition. */
  readonly fieldKey: string | null;
  readonly value: Filter | null;
  readonly onChange: (filter: Filter | null) => void;
};

/** A rule over the other fields of the same record, made of the same chips as a list's filter. */
export function ConditionSetting({ label, hint, entityType, fieldKey, value, onChange }: ConditionSettingProps) {
  const translate = useTranslate();
  const others = { ...entityType, fields: entityType.fields.filter((field) => field.key !== fieldKey) };
  return (
    <Box role="group" aria-label={label}>
      <Typography sx={{ fontWeight: 500 }}>{label}</Typography>
      <Typography variant="caption" color="text.secondary" component="div" sx={{ mb: 0.75 }}>
        {hint}
      </Typography>
      <Box sx={{ display: "flex", flexWrap: "wrap", alignItems: "center", gap: 0.75 }}>
        <FilterEditor
          paths={false}
          addLabel={translate("admin.fields.add_condition")}
          entityType={others}
          filter={value ?? undefined}
          onChange={(filter) => onChange(filter ?? null)}
        />
      </Box>
    </Box>
  );
}
