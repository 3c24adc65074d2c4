import { OPTION_HUES, type SelectOption } from "@catalyst/contracts";
import AddIcon from "@mui/icons-material/Add";
import ArrowDownwardIcon from "@mui/icons-material/ArrowDownward";
import ArrowUpwardIcon from "@mui/icons-material/ArrowUpward";
import ArchiveOutlinedIcon from "@mui/icons-material/ArchiveOutlined";
import UnarchiveOutlinedIcon from "@mui/icons-material/UnarchiveOutlined";
import Button from "@mui/material/Button";
import IconButton from "@mui/material/IconButton";
import Stack from "@mui/material/Stack";
import TextField from "@mui/material/TextField";
import Typography from "@mui/material/Typography";
import { useTranslate } from "react-admin";

type OptionsEditorProps = {
  readonly options: readonly SelectOption[];
  readonly onChange: (options: readonly SelectOption[]) => void;
};

/** Options of a choice field: labels change, ids stay, so records keep their values; none is deleted, only archived. */
export function OptionsEditor({ options, onChange }: OptionsEditorProps) {
  const translate = useTranslate();
  const replace = (index: number, patch: Partial<SelectOption>) =>
    onChange(options.map((option, at) => (at === index ? { ...option, ...patch } : option)));
  return (
    <Stack spacing={1} role="group" aria-label={translate("admin.fields.options")}>
      <Stack direction="row" sx={{ alignItems: "center", justifyContent: "space-between" }}>
        <Typography variant="body2" sx={{ fontWeight: 600 }}>
          {translate("admin.fields.options")}
        </Typography>
        <Button size="small" startIcon={<AddIcon />} onClick={() => onChange([...options, newOption(options)])}>
          {translate("admin.fields.add_option")}
        </Button>
      </Stack>
      {options.map((option, index) => (
        <Stack key={option.id} direction="row" spacing={0.5} sx={{ alignItems: "center" }}>
          <TextField
            size="small"
            fullWidth
            value={option.label}
            disabled={option.archived}
            onChange={(event) => replace(index, { label: event.target.value })}
            slotProps={{ htmlInput: { "aria-label": translate("admin.fields.option_label", { number: index + 1 }) } }}
          />
          <IconButton
            size="small"
            disabled={index === 0}
            aria-label={translate("admin.fields.option_up", { label: option.label })}
            onClick={() => onChange(swapped(options, index, index - 1))}
          >
            <ArrowUpwardIcon fontSize="small" />
          </IconButton>
          <IconButton
            size="small"
            disabled={index === options.length - 1}
            aria-label={translate("admin.fields.option_down", { label: option.label })}
            onClick={() => onChange(swapped(options, index, index + 1))}
          >
            <ArrowDownwardIcon fontSize="small" />
          </IconButton>
          <IconButton
            size="small"
            aria-label={translate(option.archived ? "admin.fields.option_restore" : "admin.fields.option_archive", {
              label: option.label,
            })}
            onClick={() => replace(index, { archived: !option.archived })}
          >
            {option.archived ? <UnarchiveOutlinedIcon fontSize="small" /> : <ArchiveOutlinedIcon fontSize="small" />}
          </IconButton>
        </Stack>
      ))}
    </Stack>
  );
}

function newOption(options: readonly SelectOption[]): SelectOption {
  const taken = new Set(options.map((option) => option.id));
  let number = options.length + 1;
  while (taken.has(`option_${number}`)) number += 1;
  return {
    id: `option_${number}`,
    label: "",
    hue: OPTION_HUES[options.length % OPTION_HUES.length] ?? "slate",
    archived: false,
  };
}

function swapped(options: readonly SelectOption[], from: number, to: number): readonly SelectOption[] {
  const copy = [...options];
  const moved = copy.splice(from, 1);
  copy.splice(to, 0, ...moved);
  return copy;
}
