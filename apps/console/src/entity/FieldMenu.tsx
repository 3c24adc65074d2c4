import type { EntityType, FieldDefinition } from "@catalyst/contracts";
import { fieldTypeOf } from "@catalyst/custom-fields";
import Menu from "@mui/material/Menu";
import MenuItem from "@mui/material/MenuItem";

type FieldMenuProps = {
  readonly entityType: EntityType;
  readonly anchor: HTMLElement | null;
  readonly onClose: () => void;
  readonly onChoose: (field: FieldDefinition) => void;
};

/** The fields that can be filtered. */
export function FieldMenu({ entityType, anchor, onClose, onChoose }: FieldMenuProps) {
  const fields = entityType.fields.filter((field) => fieldTypeOf(field).operators.length > 0);
  return (
    <Menu open={anchor !== null} anchorEl={anchor} onClose={onClose} slotProps={{ paper: { sx: { maxHeight: 420 } } }}>
      {fields.map((field) => (
        <MenuItem
          key={field.key}
          onClick={() => {
            onClose();
            onChoose(field);
          }}
        >
          {field.label}
        </MenuItem>
      ))}
    </Menu>
  );
}
