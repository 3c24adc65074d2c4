import EditOutlinedIcon from "@mui/icons-material/EditOutlined";
import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import IconButton from "@mui/material/IconButton";
import TableCell from "@mui/material/TableCell";
import TableRow from "@mui/material/TableRow";
import TextField from "@mui/material/TextField";
import Tooltip from "@mui/material/Tooltip";
import Typography from "@mui/material/Typography";
import { SECTION_LIMIT } from "@catalyst/contracts";
import { useTranslate } from "react-admin";
import { type FormEvent, useState } from "react";
import { type FieldGroup, isOwn } from "./field-order.ts";

type SectionRowProps = {
  readonly group: FieldGroup;
  readonly onRename: (group: FieldGroup, title: string) => void;
  /** Takes the row that is being dragged, to the section's end. */
  readonly onDrop: (() => void) | null;
};

/** A section's head among the rows. The one that holds fields of the product keeps its name. */
export function SectionRow({ group, onRename, onDrop }: SectionRowProps) {
  const translate = useTranslate();
  const [isEditing, setEditing] = useState(false);
  const isFixed = group.fields.some((field) => !isOwn(field));
  return (
    <TableRow
      onDragOver={onDrop ? (event) => event.preventDefault() : undefined}
      onDrop={onDrop ?? undefined}
      sx={{ bgcolor: "sunken" }}
    >
      <TableCell colSpan={7} component="th" scope="rowgroup" sx={{ height: 36 }}>
        {isEditing ? (
          <RenameForm
            title={group.title}
            onCancel={() => setEditing(false)}
            onSave={(title) => {
              setEditing(false);
              onRename(group, title);
            }}
          />
        ) : (
          <Box sx={{ display: "flex", alignItems: "center", gap: 1 }}>
            <Typography component="span" sx={{ fontWeight: 600 }}>
              {group.title}
            </Typography>
            <Typography component="span" variant="caption" color="text.secondary">
              {group.fields.length}
            </Typography>
            {isFixed ? null : (
              <Tooltip title={translate("admin.fields.section_rename", { title: group.title })}>
                <IconButton
                  size="small"
                  aria-label={translate("admin.fields.section_rename", { title: group.title })}
                  onClick={() => setEditing(true)}
                >
                  <EditOutlinedIcon sx={{ fontSize: 14 }} />
                </IconButton>
              </Tooltip>
            )}
          </Box>
        )}
      </TableCell>
    </TableRow>
  );
}

type RenameFormProps = {
  readonly title: string;
  readonly onSave: (title: string) => void;
  readonly onCancel: () => void;
};

function RenameForm({ title, onSave, onCancel }: RenameFormProps) {
  const translate = useTranslate();
  const [text, setText] = useState(title);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (text.trim() === "" || text.trim() === title) onCancel();
    else onSave(text.trim());
  };
  return (
    <Box component="form" onSubmit={submit} sx={{ display: "flex", gap: 1, maxWidth: 400 }}>
      <TextField
        autoFocus
        fullWidth
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === "Escape") onCancel();
        }}
        slotProps={{ htmlInput: { "aria-label": translate("admin.fields.section"), maxLength: SECTION_LIMIT } }}
      />
      <Button type="submit" variant="contained">
        {translate("admin.fields.rename")}
      </Button>
      <Button variant="outlined" onClick={onCancel}>
        {translate("admin.cancel")}
      </Button>
    </Box>
  );
}
