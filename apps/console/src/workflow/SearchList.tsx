import SearchIcon from "@mui/icons-material/SearchOutlined";
import Box from "@mui/material/Box";
import InputAdornment from "@mui/material/InputAdornment";
import OutlinedInput from "@mui/material/OutlinedInput";
import Typography from "@mui/material/Typography";
import { type KeyboardEvent, type ReactNode, useEffect, useId, useMemo, useRef, useState } from "react";
import { useTranslate } from "react-admin";
import { useLook } from "./look.ts";

/** One choice; `search` is what typing is compared with beside the label. */
export type SearchItem = {
  readonly id: string;
  readonly label: string;
  readonly group: string;
  readonly detail?: string;
  readonly search?: string;
  readonly icon?: ReactNode;
};

type SearchListProps = {
  readonly label: string;
  readonly items: readonly SearchItem[];
  readonly onPick: (id: string) => void;
};

/** A search field over a grouped list: type, arrows, Enter. Used by every picker of the builder. */
export function SearchList({ label, items, onPick }: SearchListProps) {
  const listId = useId();
  const translate = useTranslate();
  const [text, setText] = useState("");
  const [at, setAt] = useState(0);
  const found = useMemo(() => matching(items, text), [items, text]);
  const active = Math.min(at, found.length - 1);
  const input = useFocusWhenShown();
  const onKeyDown = (event: KeyboardEvent) => {
    const move = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const item = found[active];
    if (move !== undefined) setAt(Math.max(0, Math.min(found.length - 1, active + move)));
    else if (event.key === "Enter" && item !== undefined) onPick(item.id);
    else return;
    event.preventDefault();
  };
  return (
    <Box sx={{ display: "flex", flexDirection: "column", maxHeight: 420, p: 1 }}>
      <OutlinedInput
        fullWidth
        size="small"
        inputRef={input}
        value={text}
        placeholder={label}
        startAdornment={
          <InputAdornment position="start">
            <SearchIcon sx={{ fontSize: 16 }} />
          </InputAdornment>
        }
        onChange={(event) => {
          setText(event.target.value);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
        inputProps={{
          role: "combobox",
          "aria-label": label,
          "aria-expanded": true,
          "aria-controls": listId,
          "aria-activedescendant": found[active] ? `${listId}-${active}` : undefined,
        }}
      />
      <Box id={listId} role="listbox" aria-label={label} sx={{ overflowY: "auto", mt: 1 }}>
        {found.map((item, place) => (
          <SearchRow
            key={item.id}
            id={`${listId}-${place}`}
            item={item}
            active={place === active}
            heading={found[place - 1]?.group !== item.group}
            onPick={() => onPick(item.id)}
          />
        ))}
      </Box>
      {found.length === 0 ? (
        <Typography variant="body2" color="text.secondary" role="status" sx={{ p: 1 }}>
          {translate("workflow.nothing_found", { text })}
        </Typography>
      ) : null}
    </Box>
  );
}

type SearchRowProps = {
  readonly id: string;
  readonly item: SearchItem;
  readonly active: boolean;
  readonly heading: boolean;
  readonly onPick: () => void;
};

function SearchRow({ id, item, active, heading, onPick }: SearchRowProps) {
  const look = useLook();
  const row = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (active) row.current?.scrollIntoView({ block: "nearest" });
  }, [active]);
  return (
    <>
      {heading && item.group !== "" ? (
        <Typography
          role="presentation"
          sx={{ fontSize: 11, lineHeight: "16px", fontWeight: 600, color: "text.secondary", px: 1, pt: 1, pb: 0.5 }}
        >
          {item.group}
        </Typography>
      ) : null}
      {/* Focus stays in the search field: the list is walked with its arrow keys, and this only takes the mouse. */}
      <Box
        ref={row}
        id={id}
        role="option"
        aria-selected={active}
        tabIndex={-1}
        onClick={onPick}
        onKeyDown={(event) => (event.key === "Enter" ? onPick() : undefined)}
        sx={{
          display: "flex",
          alignItems: "center",
          gap: 1,
          px: 1,
          py: 0.75,
          minHeight: 32,
          borderRadius: "7px",
          cursor: "pointer",
          bgcolor: active ? look.accentSoft : undefined,
          "&:hover": { bgcolor: active ? look.accentSoft : look.hover },
        }}
      >
        {item.icon}
        <Box sx={{ minWidth: 0, flex: 1 }}>
          <Typography variant="body2" sx={{ fontWeight: active ? 600 : 400 }}>
            {item.label}
          </Typography>
          {item.detail === undefined ? null : (
            <Typography variant="caption" color="text.secondary" component="div">
              {item.detail}
            </Typography>
          )}
        </Box>
      </Box>
    </>
  );
}

/** The menu's own focus trap takes the focus when it opens; the field takes it from there a frame later. */
function useFocusWhenShown() {
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const frame = requestAnimationFrame(() => input.current?.focus());
    return () => cancelAnimationFrame(frame);
  }, []);
  return input;
}

function matching(items: readonly SearchItem[], text: string): readonly SearchItem[] {
  const words = text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== "");
  return items.filter((item) => {
    const haystack = `${item.label} ${item.group} ${item.search ?? ""} ${item.detail ?? ""}`.toLowerCase();
    return words.every((word) => haystack.includes(word));
  });
}
