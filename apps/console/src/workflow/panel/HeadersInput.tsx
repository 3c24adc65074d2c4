import AddIcon from "@mui/icons-material/AddOutlined";
import CloseIcon from "@mui/icons-material/CloseOutlined";
import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import IconButton from "@mui/material/IconButton";
import OutlinedInput from "@mui/material/OutlinedInput";
import { useTranslate } from "react-admin";
import { FormRow } from "./FormRow.tsx";
import { InsertDataButton } from "./InsertDataButton.tsx";
import { useEditor, useProblemAt } from "./editor-context.ts";

type Header = { readonly name: string; readonly value: string };
type HeadersInputProps = {
  readonly path: string;
  readonly label: string;
  readonly value: unknown;
  readonly onChange: (headers: readonly Header[]) => void;
};

/** Names and values of HTTP headers. */
export function HeadersInput({ path, label, value, onChange }: HeadersInputProps) {
  const translate = useTranslate();
  const { readOnly } = useEditor();
  const error = useProblemAt(path);
  const headers = toHeaders(value);
  const change = (at: number, patch: Partial<Header>) =>
    onChange(headers.map((header, place) => (place === at ? { ...header, ...patch } : header)));
  return (
    <FormRow label={label} error={error}>
      {headers.map((header, at) => (
        // oxlint-disable-next-line react/no-array-index-key -- headers have no id of their own
        <Box key={at} sx={{ display: "flex", gap: 0.75, mb: 0.75, alignItems: "center" }}>
          <OutlinedInput
            size="small"
            readOnly={readOnly}
            value={header.name}
            onChange={(event) => change(at, { name: event.target.value })}
            inputProps={{ "aria-label": translate("workflow.header.name", { number: at + 1 }) }}
          />
          <OutlinedInput
            size="small"
            readOnly={readOnly}
            value={header.value}
            onChange={(event) => change(at, { value: event.target.value })}
            inputProps={{ "aria-label": translate("workflow.header.value", { number: at + 1 }) }}
          />
          <InsertDataButton
            label={translate("workflow.header.value", { number: at + 1 })}
            text="{ }"
            onPick={(picked) => change(at, { value: `${header.value}{{ ${picked} }}` })}
          />
          {readOnly ? null : (
            <IconButton
              size="small"
              aria-label={translate("workflow.header.remove", { number: at + 1 })}
              onClick={() => onChange(headers.toSpliced(at, 1))}
            >
              <CloseIcon sx={{ fontSize: 16 }} />
            </IconButton>
          )}
        </Box>
      ))}
      {readOnly ? null : (
        <Button
          size="small"
          variant="text"
          startIcon={<AddIcon sx={{ fontSize: 14 }} />}
          onClick={() => onChange([...headers, { name: "", value: "" }])}
        >
          {translate("workflow.header.add")}
        </Button>
      )}
    </FormRow>
  );
}

function toHeaders(value: unknown): Header[] {
  if (!Array.isArray(value)) return [];
  return value.map((entry: unknown) => {
    const header: object = typeof entry === "object" && entry !== null ? entry : {};
    return { name: "name" in header ? String(header.name) : "", value: "value" in header ? String(header.value) : "" };
  });
}
