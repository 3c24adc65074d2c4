import { type Role, ROLES } from "@catalyst/contracts";
import Checkbox from "@mui/material/Checkbox";
import FormControl from "@mui/material/FormControl";
import FormControlLabel from "@mui/material/FormControlLabel";
import FormGroup from "@mui/material/FormGroup";
import FormHelperText from "@mui/material/FormHelperText";
import FormLabel from "@mui/material/FormLabel";
import { useTranslate } from "react-admin";
import type { FieldDraft } from "./field-draft.ts";

/** Administrators see and write every field, so that nobody locks the last one out. */
const CHOOSABLE = ROLES.filter((role) => role !== "admin");
const CHOOSABLE_WRITERS = CHOOSABLE.filter((role) => role !== "read_only");

type RoleAccessProps = {
  readonly draft: FieldDraft;
  readonly computed: boolean;
  readonly onChange: (patch: Partial<FieldDraft>) => void;
};

/** Which roles read and write a field, of those that read and write the record. */
export function RoleAccess({ draft, computed, onChange }: RoleAccessProps) {
  return (
    <>
      <RoleChoice
        kind="read"
        offered={CHOOSABLE}
        chosen={draft.readRoles}
        onChange={(readRoles) => onChange({ readRoles })}
      />
      {computed ? null : (
        <RoleChoice
          kind="write"
          offered={CHOOSABLE_WRITERS}
          chosen={draft.writeRoles}
          onChange={(writeRoles) => onChange({ writeRoles })}
        />
      )}
    </>
  );
}

type RoleChoiceProps = {
  readonly kind: "read" | "write";
  readonly offered: readonly Role[];
  readonly chosen: readonly Role[] | null;
  readonly onChange: (roles: readonly Role[] | null) => void;
};

function RoleChoice({ kind, offered, chosen, onChange }: RoleChoiceProps) {
  const translate = useTranslate();
  const isOn = (role: Role) => chosen === null || chosen.includes(role);
  const toggle = (role: Role) => {
    const next = offered.filter((other) => (other === role ? !isOn(other) : isOn(other)));
    onChange(next.length === offered.length ? null : next);
  };
  return (
    <FormControl component="fieldset">
      <FormLabel component="legend" sx={{ fontSize: 13, fontWeight: 500, color: "text.primary", mb: 0.25 }}>
        {translate(`admin.fields.${kind}_roles`)}
      </FormLabel>
      <FormGroup row sx={{ columnGap: 1 }}>
        {offered.map((role) => (
          <FormControlLabel
            key={role}
            control={<Checkbox size="small" checked={isOn(role)} onChange={() => toggle(role)} sx={{ p: 0.75 }} />}
            label={translate(`layout.role.${role}`)}
          />
        ))}
      </FormGroup>
      <FormHelperText>{translate(`admin.fields.${kind}_roles_hint`)}</FormHelperText>
    </FormControl>
  );
}
