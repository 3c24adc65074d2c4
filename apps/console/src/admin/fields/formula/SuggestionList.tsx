import List from "@mui/material/List";
import ListItemButton from "@mui/material/ListItemButton";
import ListItemText from "@mui/material/ListItemText";
import Paper from "@mui/material/Paper";
import Popper from "@mui/material/Popper";
import { useTranslate } from "react-admin";
import type { Suggestion } from "./suggestions.ts";

type SuggestionListProps = {
  readonly id: string;
  readonly anchor: HTMLElement | null;
  readonly suggestions: readonly Suggestion[] | null;
  readonly chosen: number;
  readonly onTake: (suggestion: Suggestion) => void;
};

/** Names that fit what is being typed, below the input that keeps the focus. */
export function SuggestionList({ id, anchor, suggestions, chosen, onTake }: SuggestionListProps) {
  const translate = useTranslate();
  return (
    <Popper open={suggestions !== null} anchorEl={anchor} placement="bottom-start" sx={{ zIndex: "modal", pt: 0.5 }}>
      <Paper variant="outlined" sx={{ width: 340, maxWidth: "calc(100vw - 32px)", boxShadow: 3 }}>
        <List id={id} role="listbox" dense disablePadding aria-label={translate("computed.formula.suggestions")}>
          {(suggestions ?? []).map((suggestion, index) => (
            <ListItemButton
              key={suggestion.insert}
              id={`${id}-${index}`}
              role="option"
              tabIndex={-1}
              aria-selected={index === chosen}
              selected={index === chosen}
              // Before the input loses the focus.
              onMouseDown={(event) => {
                event.preventDefault();
                onTake(suggestion);
              }}
            >
              <ListItemText
                primary={suggestion.name}
                secondary={suggestion.detail}
                slotProps={{ primary: { noWrap: true, sx: { fontFamily: "monospace" } }, secondary: { noWrap: true } }}
              />
            </ListItemButton>
          ))}
        </List>
      </Paper>
    </Popper>
  );
}
