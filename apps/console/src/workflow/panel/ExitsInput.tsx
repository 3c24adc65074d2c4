import AddIcon from "@mui/icons-material/AddOutlined";
import CloseIcon from "@mui/icons-material/CloseOutlined";
import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import IconButton from "@mui/material/IconButton";
import OutlinedInput from "@mui/material/OutlinedInput";
import type { ReactNode } from "react";
import { useTranslate } from "react-admin";
import { useEditor } from "./editor-context.ts";

/** One exit of a step, by a key that never changes and a label that may. */
export type Exit = { readonly key: string; readonly label: string };

type ExitsInputProps<Item extends Exit> = {
  readonly label: string;
  readonly items: readonly Item[];
  readonly min: number;
  readonly max: number;
  /** Makes an item with a free key, which is the prefix and a number. */
  readonly make: (number: number) => Item;
  readonly onChange: (items: readonly Item[]) => void;
  /** What stands below an item's label. */
  readonly detail?: (item: Item, place: number) => ReactNode;
};

/** Exits that can be named, added and taken away; taking one away takes the steps that only it leads to. */
export function ExitsInput<Item extends Exit>(props: ExitsInputProps<Item>) {
  const { label, items, min, max, make, onChange, detail } = props;
  const translate = useTranslate();
  const { readOnly } = useEditor();
  const rename = (place: number, text: string) =>
    onChange(items.map((item, at) => (at === place ? { ...item, label: text } : item)));
  return (
    <Box role="group" aria-label={label}>
      {items.map((item, place) => (
        <Box key={item.key} sx={{ mb: 1 }}>
          <Box sx={{ display: "flex", gap: 0.5, alignItems: "center" }}>
            <OutlinedInput
              fullWidth
              size="small"
              readOnly={readOnly}
              value={item.label}
              onChange={(event) => rename(place, event.target.value)}
              inputProps={{ "aria-label": translate("workflow.exits.name", { number: place + 1 }), maxLength: 60 }}
            />
            {readOnly || items.length <= min ? null : (
              <IconButton
                size="small"
                aria-label={translate("workflow.exits.remove", { label: item.label })}
                onClick={() => onChange(items.toSpliced(place, 1))}
              >
                <CloseIcon sx={{ fontSize: 16 }} />
              </IconButton>
            )}
          </Box>
          {detail?.(item, place)}
        </Box>
      ))}
      {readOnly || items.length >= max ? null : (
        <Button
          size="small"
          variant="text"
          startIcon={<AddIcon sx={{ fontSize: 14 }} />}
          onClick={() => onChange([...items, make(freeNumber(items))])}
        >
          {translate("workflow.exits.add")}
        </Button>
      )}
    </Box>
  );
}

/** The number after the highest one that a key has: keys are never used twice. */
function freeNumber(items: readonly Exit[]): number {
  return 1 + Math.max(0, ...items.map((item) => Number(/\d+$/.exec(item.key)?.[0] ?? 0)));
}
