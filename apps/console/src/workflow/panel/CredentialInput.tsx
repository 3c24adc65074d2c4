import type { FormField } from "@catalyst/workflow-engine";
import Link from "@mui/material/Link";
import { useTranslate } from "react-admin";
import { Link as RouterLink } from "react-router-dom";
import { useCredentials } from "../../admin/credentials/use-credentials.ts";
import { useEditor, useProblemAt } from "./editor-context.ts";
import { FormRow } from "./FormRow.tsx";
import { SelectInput } from "./SelectInput.tsx";

const NONE = "none";

type CredentialInputProps = {
  readonly id: string;
  readonly field: FormField;
  readonly value: unknown;
  readonly onChange: (credentialId: string | null) => void;
};

/** A stored credential by name and host, or none. */
export function CredentialInput({ id, field, value, onChange }: CredentialInputProps) {
  const translate = useTranslate();
  const { readOnly } = useEditor();
  const error = useProblemAt(field.key);
  const credentials = useCredentials().data?.credentials ?? [];
  const manage = (
    <Link component={RouterLink} to="/settings/credentials" variant="caption">
      {translate("workflow.form.manage_credentials")}
    </Link>
  );
  return (
    <FormRow inputId={id} label={field.label} help={field.help} error={error} action={manage}>
      <SelectInput
        id={id}
        label={field.label}
        readOnly={readOnly}
        error={error !== null}
        value={typeof value === "string" ? value : NONE}
        choices={[
          { value: NONE, label: translate("workflow.form.no_credential") },
          ...credentials.map(({ credentialId, name, host }) => ({ value: credentialId, label: `${name} (${host})` })),
        ]}
        onChange={(chosen) => onChange(chosen === NONE ? null : chosen)}
      />
    </FormRow>
  );
}
