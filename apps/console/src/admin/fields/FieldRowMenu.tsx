import { SECTION_LIMIT, type FieldDefinition } from "@catalyst/contracts";
import MoreHorizIcon from "@mui/icons-material/MoreHoriz";
import Button from "@mui/material/Button";
import Dialog from "@mui/material/Dialog";
import DialogActions from "@mui/material/DialogActions";
import DialogContent from "@mui/material/DialogContent";
import DialogTitle from "@mui/material/DialogTitle";
import IconButton from "@mui/material/IconButton";
import ListSubheader from "@mui/material/ListSubheader";
import Menu from "@mui/material/Menu";
import MenuItem from "@mui/material/MenuItem";
import TextField from "@mui/material/TextField";
import { useTranslate } from "react-admin";
import { useState } from "react";
import { type FieldGroup, type Move, stepTarget } from "./field-order.ts";

type FieldRowMenuProps = {
  readonly field: FieldDefinition;
  readonly group: FieldGroup;
  readonly sections: readonly string[];
  readonly onOpen: () => void;
  readonly onMove: (move: Move) => void;
};

/** What dragging does, for keyboards and fingers: one place up or down, or into another section. */
export function FieldRowMenu({ field, group, sections, onOpen, onMove }: FieldRowMenuProps) {
  const translate = useTranslate();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const [isNaming, setNaming] = useState(false);
  const close = () => setAnchor(null);
  const moveTo = (section: string, before: string | null) => {
    close();
    onMove({ key: field.key, section, before });
  };
  const step = (by: -1 | 1) => {
    const before = stepTarget(group, field.key, by);
    if (before !== undefined) moveTo(group.title, before);
  };
  return (
    <>
      <IconButton
        size="small"
        aria-haspopup="menu"
        aria-label={translate("admin.fields.actions_of", { label: field.label })}
        onClick={(event) => setAnchor(event.currentTarget)}
      >
        <MoreHorizIcon sx={{ fontSize: 18 }} />
      </IconButton>
      <Menu open={anchor !== null} anchorEl={anchor} onClose={close}>
        <MenuItem
          onClick={() => {
            close();
            onOpen();
          }}
        >
          {translate("admin.fields.edit")}
        </MenuItem>
        <MenuItem disabled={stepTarget(group, field.key, -1) === undefined} onClick={() => step(-1)}>
          {translate("admin.fields.move_up")}
        </MenuItem>
        <MenuItem disabled={stepTarget(group, field.key, 1) === undefined} onClick={() => step(1)}>
          {translate("admin.fields.move_down")}
        </MenuItem>
        <ListSubheader>{translate("admin.fields.move_to")}</ListSubheader>
        {sections
          .filter((section) => section !== group.title)
          .map((section) => (
            <MenuItem key={section} onClick={() => moveTo(section, null)}>
              {section}
            </MenuItem>
          ))}
        <MenuItem
          onClick={() => {
            close();
            setNaming(true);
          }}
        >
          {translate("admin.fields.new_section")}
        </MenuItem>
      </Menu>
      {isNaming ? (
        <NewSectionDialog
          onClose={() => setNaming(false)}
          onSave={(title) => {
            setNaming(false);
            moveTo(title, null);
          }}
        />
      ) : null}
    </>
  );
}

type NewSectionDialogProps = { readonly onClose: () => void; readonly onSave: (title: string) => void };

function NewSectionDialog({ onClose, onSave }: NewSectionDialogProps) {
  const translate = useTranslate();
  const [title, setTitle] = useState("");
  return (
    <Dialog open onClose={onClose} fullWidth maxWidth="xs" aria-labelledby="new-section-title">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (title.trim() !== "") onSave(title.trim());
        }}
      >
        <DialogTitle id="new-section-title">{translate("admin.fields.new_section")}</DialogTitle>
        <DialogContent>
          <TextField
            autoFocus
            fullWidth
            label={translate("admin.fields.section")}
            value={title}
            onChange={(event) => setTitle(event.target.value)}
            slotProps={{ htmlInput: { maxLength: SECTION_LIMIT } }}
          />
        </DialogContent>
        <DialogActions>
          <Button variant="outlined" onClick={onClose}>
            {translate("admin.cancel")}
          </Button>
          <Button type="submit" variant="contained">
            {translate("admin.fields.move_here")}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
