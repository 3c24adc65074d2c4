import { OPTION_HUES, OPTION_LABEL_LIMIT, OPTION_LIMIT, type SelectOption } from "@catalyst/contracts";
import AddIcon from "@mui/icons-material/Add";
import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import Typography from "@mui/material/Typography";
import { useTranslate } from "react-admin";
import { useState } from "react";
import { OptionRow } from "./OptionRow.tsx";

type OptionsEditorProps = {
  readonly options: readonly SelectOption[];
  readonly onChange: (options: readonly SelectOption[]) => void;
};

/** Options of a choice field: labels change, ids stay, so records keep their values; none is deleted, only archived. */
export function OptionsEditor({ options, onChange }: OptionsEditorProps) {
  const translate = useTranslate();
  const [added, setAdded] = useState<string | null>(null);
  const replace = (index: number, patch: Partial<SelectOption>) =>
    onChange(options.map((option, at) => (at === index ? { ...option, ...patch } : option)));
  const move = (from: number, to: number) => onChange(moved(options, from, to));
  const isFull = options.length >= OPTION_LIMIT;
  const add = () => {
    if (isFull) return;
    const option = newOption(options);
    setAdded(option.id);
    onChange([...options, option]);
  };
  return (
    <Box role="group" aria-label={translate("admin.fields.options")}>
      <Box sx={{ display: "flex", alignItems: "baseline", gap: 1, mb: 0.75 }}>
        <Typography sx={{ fontWeight: 600 }}>{translate("admin.fields.options")}</Typography>
        <Typography variant="caption" color="text.secondary" sx={{ flex: 1 }}>
          {translate("admin.fields.options_count", { count: options.length, limit: OPTION_LIMIT })}
        </Typography>
        <Button size="small" startIcon={<AddIcon />} disabled={isFull} onClick={add}>
          {translate("admin.fields.add_option")}
        </Button>
      </Box>
      {options.length === 0 ? null : (
        <Box
          component="ul"
          sx={{
            listStyle: "none",
            m: 0,
            p: 0,
            border: 1,
            borderColor: "divider",
            borderRadius: "10px",
            overflow: "hidden",
          }}
        >
          {options.map((option, index) => (
            <OptionRow
              key={option.id}
              option={option}
              index={index}
              count={options.length}
              autoFocus={option.id === added}
              maxLength={OPTION_LABEL_LIMIT}
              onChange={(patch) => replace(index, patch)}
              onMove={(to) => move(index, to)}
              onEnter={add}
              onRemove={() => onChange(options.filter((other) => other.id !== option.id))}
              canRemove={option.label === ""}
            />
          ))}
        </Box>
      )}
    </Box>
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

function moved(options: readonly SelectOption[], from: number, to: number): readonly SelectOption[] {
  const copy = [...options];
  copy.splice(to, 0, ...copy.splice(from, 1));
  return copy;
}
