import { EXPRESSION_LIMIT } from "@catalyst/contracts";
import List from "@mui/material/List";
import ListItemButton from "@mui/material/ListItemButton";
import ListItemText from "@mui/material/ListItemText";
import Paper from "@mui/material/Paper";
import Popper from "@mui/material/Popper";
import TextField from "@mui/material/TextField";
import { type KeyboardEvent, type RefObject, useId, useState } from "react";
import { useTranslate } from "react-admin";
import { type Completion, completionAt, type Suggestion, withSuggestion } from "./suggestions.ts";

type ExpressionInputProps = {
  readonly inputRef: RefObject<HTMLTextAreaElement | null>;
  readonly value: string;
  readonly invalid: boolean;
  readonly names: readonly Suggestion[];
  /** Id of the line that says what is right or wrong. */
  readonly describedBy: string;
  readonly onChange: (expression: string) => void;
};

/** The formula's text. While a name is typed a list offers what it could become: arrows choose, Enter or Tab takes. */
export function ExpressionInput({ inputRef, value, invalid, names, describedBy, onChange }: ExpressionInputProps) {
  const translate = useTranslate();
  const listId = useId();
  const [completion, setCompletion] = useState<Completion | null>(null);
  const [chosen, setChosen] = useState(0);
  const offer = (text: string, caret: number) => {
    setChosen(0);
    setCompletion(completionAt(text, caret, names));
  };
  const take = (suggestion: Suggestion | undefined) => {
    if (!completion || !suggestion) return;
    const next = withSuggestion(value, completion, suggestion);
    onChange(next.text);
    setCompletion(null);
    // The caret follows once React has put the new text in.
    requestAnimationFrame(() => {
      inputRef.current?.focus();
      inputRef.current?.setSelectionRange(next.caret, next.caret);
    });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (!completion) return;
    const count = completion.suggestions.length;
    const moves: Readonly<Record<string, () => void>> = {
      ArrowDown: () => setChosen((chosen + 1) % count),
      ArrowUp: () => setChosen((chosen + count - 1) % count),
      Enter: () => take(completion.suggestions[chosen]),
      Tab: () => take(completion.suggestions[chosen]),
      Escape: () => setCompletion(null),
    };
    const move = moves[event.key];
    if (!move) return;
    event.preventDefault();
    event.stopPropagation();
    move();
  };
  return (
    <>
      <TextField
        multiline
        minRows={3}
        maxRows={10}
        required
        label={translate("computed.formula.expression")}
        value={value}
        error={invalid}
        inputRef={inputRef}
        onChange={(event) => {
          onChange(event.target.value);
          offer(event.target.value, event.target.selectionStart ?? event.target.value.length);
        }}
        onKeyDown={onKeyDown}
        onBlur={() => setCompletion(null)}
        slotProps={{
          htmlInput: {
            maxLength: EXPRESSION_LIMIT,
            spellCheck: false,
            autoCapitalize: "off",
            autoCorrect: "off",
            role: "combobox",
            "aria-autocomplete": "list",
            "aria-expanded": completion !== null,
            "aria-controls": listId,
            "aria-activedescendant": completion ? `${listId}-${chosen}` : undefined,
            "aria-describedby": describedBy,
            sx: { fontFamily: "ui-monospace, Menlo, Consolas, monospace", fontSize: 14, lineHeight: 1.5 },
          },
        }}
      />
      <Popper
        open={completion !== null}
        anchorEl={inputRef.current}
        placement="bottom-start"
        sx={{ zIndex: "modal" }}
        modifiers={[{ name: "offset", options: { offset: [0, 14] } }]}
      >
        <Paper variant="outlined" sx={{ width: 360, maxWidth: "calc(100vw - 32px)" }}>
          <List id={listId} role="listbox" dense disablePadding aria-label={translate("computed.formula.suggestions")}>
            {(completion?.suggestions ?? []).map((suggestion, index) => (
              <ListItemButton
                key={suggestion.insert}
                id={`${listId}-${index}`}
                role="option"
                aria-selected={index === chosen}
                selected={index === chosen}
                // Before the input loses the focus.
                onMouseDown={(event) => {
                  event.preventDefault();
                  take(suggestion);
                }}
              >
                <ListItemText
                  primary={suggestion.name}
                  secondary={suggestion.detail}
                  slotProps={{
                    primary: { noWrap: true, sx: { fontFamily: "monospace" } },
                    secondary: { noWrap: true },
                  }}
                />
              </ListItemButton>
            ))}
          </List>
        </Paper>
      </Popper>
    </>
  );
}
