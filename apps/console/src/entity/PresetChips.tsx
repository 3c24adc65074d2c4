import Chip from "@mui/material/Chip";
import Stack from "@mui/material/Stack";

type PresetChipsProps<T> = {
  readonly label: string;
  readonly presets: readonly { readonly value: T; readonly label: string; readonly chosen: boolean }[];
  readonly onChoose: (value: T) => void;
};

/** Values that are often used, one click each. */
export function PresetChips<T>({ label, presets, onChoose }: PresetChipsProps<T>) {
  return (
    <Stack direction="row" role="group" aria-label={label} sx={{ flexWrap: "wrap", gap: 0.75 }}>
      {presets.map((preset) => (
        <Chip
          key={preset.label}
          size="small"
          label={preset.label}
          color={preset.chosen ? "primary" : "default"}
          variant={preset.chosen ? "filled" : "outlined"}
          aria-pressed={preset.chosen}
          onClick={() => onChoose(preset.value)}
          sx={{ "& .MuiChip-label::first-letter": { textTransform: "uppercase" } }}
        />
      ))}
    </Stack>
  );
}
