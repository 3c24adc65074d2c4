import type { EntityType, FieldDefinition } from "@catalyst/contracts";
import { fieldTypeOf } from "@catalyst/custom-fields";
import ChevronLeftIcon from "@mui/icons-material/ChevronLeft";
import ChevronRightIcon from "@mui/icons-material/ChevronRight";
import WorkspacesOutlinedIcon from "@mui/icons-material/WorkspacesOutlined";
import Box from "@mui/material/Box";
import Divider from "@mui/material/Divider";
import MenuItem from "@mui/material/MenuItem";
import MenuList from "@mui/material/MenuList";
import Popover from "@mui/material/Popover";
import TextField from "@mui/material/TextField";
import Typography from "@mui/material/Typography";
import { useTranslate } from "react-admin";
import { type KeyboardEvent, useRef, useState } from "react";
import { useMetadata } from "../provider/metadata.ts";
import { canFollow, isSlow } from "./filter-path.ts";
import { IndexBadge } from "./IndexBadge.tsx";
import { SlowClock } from "./SlowClock.tsx";

type FieldMenuProps = {
  readonly entityType: EntityType;
  readonly anchor: HTMLElement | null;
  /** False where conditions over the record's own fields alone make sense. */
  readonly paths?: boolean;
  readonly onClose: () => void;
  readonly onChoose: (path: string, field: FieldDefinition) => void;
  /** Offered as the last entry where groups make sense. */
  readonly onGroup?: (() => void) | undefined;
};

/** The fields that can be filtered, found by typing; relations lead on to the fields of the records behind them. */
export function FieldMenu({ anchor, onClose, ...list }: FieldMenuProps) {
  const translate = useTranslate();
  return (
    <Popover
      open={anchor !== null}
      anchorEl={anchor}
      onClose={onClose}
      anchorOrigin={{ vertical: "bottom", horizontal: "left" }}
      slotProps={{
        paper: {
          role: "dialog",
          "aria-label": translate("filter.fields"),
          sx: { width: 280, maxWidth: "calc(100vw - 32px)", mt: 0.5 },
        },
      }}
    >
      <FieldList {...list} onClose={onClose} />
    </Popover>
  );
}

type FieldListProps = Omit<FieldMenuProps, "anchor">;
type Level = { readonly entityType: EntityType; readonly relations: readonly FieldDefinition[] };

function FieldList({ entityType, paths = true, onClose, onChoose, onGroup }: FieldListProps) {
  const translate = useTranslate();
  const entityTypes = useMetadata().data?.entityTypes ?? [];
  const [relations, setRelations] = useState<readonly FieldDefinition[]>([]);
  const [text, setText] = useState("");
  const list = useRef<HTMLUListElement>(null);
  const level = levelOf(entityType, entityTypes, relations);
  const go = (next: readonly FieldDefinition[]) => {
    setRelations(next);
    setText("");
  };
  const choose = (field: FieldDefinition, along = relations) => {
    onClose();
    onChoose([...along, field].map(({ key }) => key).join("."), field);
  };
  const pick = (field: FieldDefinition) =>
    paths && canFollow(field, relations.length) ? go([...relations, field]) : choose(field);
  const found = level.entityType.fields.filter(
    (field) => fieldTypeOf(field).operators.length > 0 && field.label.toLowerCase().includes(text.trim().toLowerCase()),
  );
  const last = relations.at(-1);
  const onListKey = (event: KeyboardEvent) => {
    if (event.key !== "ArrowLeft" || relations.length === 0) return;
    event.preventDefault();
    go(relations.slice(0, -1));
  };
  const onTextKey = (event: KeyboardEvent) => {
    const [only] = found;
    if (event.key === "ArrowDown") {
      event.preventDefault();
      list.current?.querySelector<HTMLElement>('[role="menuitem"]')?.focus();
    } else if (event.key === "Enter" && only !== undefined) {
      event.preventDefault();
      pick(only);
    } else if (event.key === "Backspace" && text === "" && relations.length > 0) go(relations.slice(0, -1));
  };
  return (
    <>
      <Box sx={{ p: 1, pb: 0.5 }}>
        <TextField
          autoFocus
          fullWidth
          size="small"
          key={relations.length}
          placeholder={translate(last ? "filter.fields_of" : "filter.find_field", { label: last?.label ?? "" })}
          value={text}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={onTextKey}
          slotProps={{ htmlInput: { "aria-label": translate("filter.find_field") } }}
        />
      </Box>
      <MenuList ref={list} dense onKeyDown={onListKey} sx={{ maxHeight: 360, overflowY: "auto", py: 0.5 }}>
        {last ? <BackItem relation={last} onBack={() => go(relations.slice(0, -1))} /> : null}
        {last && text === "" ? (
          <MenuItem onClick={() => choose(last, relations.slice(0, -1))}>
            {translate("filter.relation_itself", { label: last.label })}
          </MenuItem>
        ) : null}
        {last ? <Divider component="li" sx={{ my: 0.5 }} /> : null}
        {found.map((field) => (
          <FieldItem
            key={field.key}
            field={field}
            leadsOn={paths && canFollow(field, relations.length)}
            onPick={() => pick(field)}
          />
        ))}
        {onGroup && relations.length === 0 && text === "" ? <GroupItem onGroup={onGroup} onClose={onClose} /> : null}
      </MenuList>
      {found.length === 0 ? (
        <Typography variant="body2" color="text.secondary" sx={{ px: 2, pb: 1.5 }}>
          {translate("filter.no_field")}
        </Typography>
      ) : null}
    </>
  );
}

function levelOf(
  entityType: EntityType,
  entityTypes: readonly EntityType[],
  relations: readonly FieldDefinition[],
): Level {
  const target = relations.at(-1)?.config.targetEntityType;
  return { entityType: entityTypes.find(({ key }) => key === target) ?? entityType, relations };
}

type FieldItemProps = { readonly field: FieldDefinition; readonly leadsOn: boolean; readonly onPick: () => void };

function FieldItem({ field, leadsOn, onPick }: FieldItemProps) {
  return (
    <MenuItem
      aria-haspopup={leadsOn ? "menu" : undefined}
      onClick={onPick}
      onKeyDown={(event) => {
        if (event.key !== "ArrowRight" || !leadsOn) return;
        event.preventDefault();
        onPick();
      }}
      sx={{ gap: 1 }}
    >
      <Box component="span" sx={{ flex: 1, minWidth: 0, overflow: "hidden", textOverflow: "ellipsis" }}>
        {field.label}
      </Box>
      {isSlow(field) ? <SlowClock /> : field.storage.kind === "values" ? <IndexBadge /> : null}
      {leadsOn ? <ChevronRightIcon sx={{ fontSize: 16, color: "text.secondary" }} /> : null}
    </MenuItem>
  );
}

function BackItem({ relation, onBack }: { readonly relation: FieldDefinition; readonly onBack: () => void }) {
  const translate = useTranslate();
  return (
    <MenuItem
      aria-label={translate("filter.back", { label: relation.label })}
      onClick={onBack}
      sx={{ gap: 0.5, color: "text.secondary" }}
    >
      <ChevronLeftIcon sx={{ fontSize: 16 }} />
      {relation.label}
    </MenuItem>
  );
}

function GroupItem({ onGroup, onClose }: { readonly onGroup: () => void; readonly onClose: () => void }) {
  const translate = useTranslate();
  return (
    <MenuItem
      onClick={() => {
        onClose();
        onGroup();
      }}
      sx={{ gap: 1, borderTop: 1, borderColor: "divider", mt: 0.5, pt: 1 }}
    >
      <WorkspacesOutlinedIcon sx={{ fontSize: 16, color: "text.secondary" }} />
      {translate("filter.add_group")}
    </MenuItem>
  );
}
