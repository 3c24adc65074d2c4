import type { FieldType } from "@catalyst/contracts";
import { FIELD_TYPE_MODULES } from "@catalyst/custom-fields";
import Box from "@mui/material/Box";
import ListSubheader from "@mui/material/ListSubheader";
import MenuItem from "@mui/material/MenuItem";
import TextField from "@mui/material/TextField";
import Typography from "@mui/material/Typography";
import { useTranslate } from "react-admin";
import { FieldTypeIcon } from "../../field/FieldTypeIcon.tsx";
import { GROUPED_TYPES, typeOf } from "./field-types.ts";

type TypePickerProps = {
  readonly label: string;
  readonly value: FieldType;
  /** Types that are not offered, such as the one that a field has already. */
  readonly without?: ReadonlySet<FieldType>;
  readonly onChange: (type: FieldType) => void;
};

/** All types in groups, each with what it is for. */
export function TypePicker({ label, value, without, onChange }: TypePickerProps) {
  const translate = useTranslate();
  const groups = GROUPED_TYPES.map(({ group, types }) => ({
    group,
    types: types.filter((type) => !without?.has(type)),
  }));
  return (
    <TextField
      select
      fullWidth
      label={label}
      value={value}
      onChange={(event) => onChange(typeOf(event.target.value))}
      slotProps={{ select: { renderValue: () => <TypeName type={value} />, MenuProps: { slotProps: MENU_SLOTS } } }}
    >
      {groups.flatMap(({ group, types }) =>
        types.length === 0
          ? []
          : [
              <ListSubheader key={group}>{translate(`admin_field.type_group.${group}`)}</ListSubheader>,
              ...types.map((type) => (
                <MenuItem key={type} value={type} sx={{ alignItems: "flex-start", gap: 1.25, py: 0.75 }}>
                  <Box sx={{ pt: 0.25, color: "text.secondary" }}>
                    <FieldTypeIcon type={type} size={16} />
                  </Box>
                  <Box sx={{ minWidth: 0, whiteSpace: "normal" }}>
                    {FIELD_TYPE_MODULES[type].label}
                    <Typography variant="caption" component="div" color="text.secondary">
                      {translate(`field_type.${type}.description`)}
                    </Typography>
                  </Box>
                </MenuItem>
              )),
            ],
      )}
    </TextField>
  );
}

/** A type's icon and name. */
export function TypeName({ type }: { readonly type: FieldType }) {
  return (
    <Box component="span" sx={{ display: "inline-flex", alignItems: "center", gap: 0.75, whiteSpace: "nowrap" }}>
      <Box component="span" sx={{ display: "inline-flex", color: "text.secondary" }}>
        <FieldTypeIcon type={type} size={16} />
      </Box>
      {FIELD_TYPE_MODULES[type].label}
    </Box>
  );
}

const MENU_SLOTS = { paper: { sx: { maxHeight: 420, maxWidth: 400 } } } as const;
