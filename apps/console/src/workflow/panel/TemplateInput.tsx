import Box from "@mui/material/Box";
import OutlinedInput from "@mui/material/OutlinedInput";
import { type ReactNode, useRef } from "react";
import { pathsInTemplate } from "../document/describe-path.ts";
import { DataChip } from "./DataChip.tsx";
import { FormRow } from "./FormRow.tsx";
import { InsertDataButton } from "./InsertDataButton.tsx";
import { useEditor, useProblemAt } from "./editor-context.ts";

type TemplateInputProps = {
  readonly id: string;
  readonly path: string;
  readonly label: string;
  readonly help?: string;
  readonly required?: boolean;
  readonly multiline?: boolean;
  readonly value: string;
  readonly action?: ReactNode;
  readonly onChange: (text: string) => void;
};

/** Text with data in it: the picker inserts at the caret, and chips below say by name what the text reads. */
export function TemplateInput({
  id,
  path,
  label,
  help,
  required,
  multiline = false,
  value,
  action,
  onChange,
}: TemplateInputProps) {
  const input = useRef<HTMLInputElement | HTMLTextAreaElement>(null);
  const { readOnly } = useEditor();
  const error = useProblemAt(path);
  const used = pathsInTemplate(value);
  const insert = (picked: string) => {
    const at = input.current?.selectionStart ?? value.length;
    const end = input.current?.selectionEnd ?? at;
    onChange(`${value.slice(0, at)}{{ ${picked} }}${value.slice(end)}`);
  };
  return (
    <FormRow
      inputId={id}
      label={label}
      required={required}
      help={help}
      error={error}
      action={
        <>
          <InsertDataButton label={label} onPick={insert} />
          {readOnly ? null : action}
        </>
      }
    >
      <OutlinedInput
        id={id}
        inputRef={input}
        fullWidth
        size="small"
        readOnly={readOnly}
        multiline={multiline}
        minRows={multiline ? 4 : undefined}
        maxRows={multiline ? 14 : undefined}
        value={value}
        error={error !== null}
        onChange={(event) => onChange(event.target.value)}
        inputProps={{ "aria-describedby": error ? `${id}-error` : undefined, maxLength: 20_000 }}
      />
      {used.length === 0 ? null : (
        <Box sx={{ display: "flex", flexWrap: "wrap", gap: 0.5, mt: 0.75 }}>
          {used.map((used) => (
            <DataChip key={used} path={used} />
          ))}
        </Box>
      )}
    </FormRow>
  );
}
