import Box from "@mui/material/Box";
import Switch from "@mui/material/Switch";
import Typography from "@mui/material/Typography";
import { type ReactNode, useId } from "react";

type SwitchRowProps = {
  readonly label: string;
  readonly hint?: ReactNode;
  readonly checked: boolean;
  /** Why it can't be switched; stands in place of the hint. */
  readonly refusal?: string | undefined;
  readonly busy?: boolean;
  readonly onChange: (checked: boolean) => void;
};

/** A setting with its consequence below it and the switch at the right. */
export function SwitchRow({ label, hint, checked, refusal, busy = false, onChange }: SwitchRowProps) {
  const id = useId();
  return (
    <Box sx={{ display: "flex", alignItems: "flex-start", gap: 2 }}>
      <Box sx={{ flex: 1 }}>
        <Typography component="label" htmlFor={id} sx={{ display: "block", fontWeight: 500 }}>
          {label}
        </Typography>
        <Typography variant="caption" color="text.secondary" component="div" id={`${id}-hint`}>
          {refusal ?? hint}
        </Typography>
      </Box>
      <Switch
        checked={checked}
        disabled={busy || (refusal !== undefined && !checked)}
        onChange={(_event, next) => onChange(next)}
        slotProps={{ input: { id, "aria-describedby": `${id}-hint` } }}
        sx={{ mr: 0 }}
      />
    </Box>
  );
}
