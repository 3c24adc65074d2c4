import { HELP_LIMIT, LABEL_LIMIT, SECTION_LIMIT } from "@catalyst/contracts";
import { suggestFieldKey } from "@catalyst/custom-fields";
import Autocomplete from "@mui/material/Autocomplete";
import TextField from "@mui/material/TextField";
import { useTranslate } from "react-admin";
import { groupFields } from "./field-order.ts";
import type { FieldFormProps } from "./FieldForm.tsx";
import { roomLeft } from "./room-left.ts";
import { SettingRow } from "./settings/SettingRow.tsx";
import { TypePicker } from "./TypePicker.tsx";

const MONO = { fontFamily: "ui-monospace, monospace", fontSize: 12 } as const;

/** What a field is called, what it is, and where it stands. */
export function FieldBasics({ draft, field, listing, problems, onChange }: FieldFormProps) {
  const translate = useTranslate();
  const isNew = field === null;
  const problemOf = (name: string) => problems.find((problem) => problem.field === name)?.message;
  const taken = new Set<string>(listing.fields.map((other) => other.key));
  const suggested = draft.label.trim() === "" ? "" : suggestFieldKey(draft.label, taken);
  const sections = groupFields(
    listing.fields.filter((other) => other.archivedAt === null && other.storage.kind !== "header"),
  ).map(({ title }) => title);
  return (
    <>
      <SettingRow>
        <TextField
          required
          autoFocus
          label={translate("admin.fields.label")}
          value={draft.label}
          error={Boolean(problemOf("label"))}
          helperText={problemOf("label") ?? roomLeft(draft.label, LABEL_LIMIT, translate)}
          onChange={(event) => onChange({ label: event.target.value })}
          slotProps={{ htmlInput: { maxLength: LABEL_LIMIT }, inputLabel: { required: false } }}
        />
        <TextField
          label={translate("admin.fields.key")}
          value={draft.key}
          placeholder={suggested}
          error={Boolean(problemOf("key"))}
          helperText={problemOf("key") ?? translate(isNew ? "admin.fields.key_help" : "admin.fields.key_fixed")}
          onChange={(event) => onChange({ key: event.target.value })}
          slotProps={{ htmlInput: { readOnly: !isNew, spellCheck: false, style: MONO } }}
          sx={isNew ? undefined : { "& .MuiOutlinedInput-root": { bgcolor: "sunken" } }}
        />
      </SettingRow>
      {isNew ? (
        <TypePicker
          label={translate("admin.fields.type")}
          value={draft.type}
          onChange={(type) => onChange({ type, indexed: false, unique: false, defaultValue: null })}
        />
      ) : null}
      <TextField
        multiline
        label={translate("admin.fields.help")}
        helperText={roomLeft(draft.help, HELP_LIMIT, translate) ?? translate("admin.fields.help_help")}
        value={draft.help}
        onChange={(event) => onChange({ help: event.target.value })}
        slotProps={{ htmlInput: { maxLength: HELP_LIMIT } }}
      />
      <Autocomplete
        freeSolo
        autoSelect
        options={sections}
        inputValue={draft.section}
        onInputChange={(_event, section) => onChange({ section })}
        renderInput={(parameters) => (
          <TextField
            {...parameters}
            label={translate("admin.fields.section")}
            helperText={roomLeft(draft.section, SECTION_LIMIT, translate) ?? translate("admin.fields.section_help")}
            slotProps={{ htmlInput: { ...parameters.inputProps, maxLength: SECTION_LIMIT } }}
          />
        )}
      />
    </>
  );
}
