import { EXPRESSION_LIMIT } from "@catalyst/contracts";
import TextField from "@mui/material/TextField";
import { type RefObject, useId, useState } from "react";
import { useTranslate } from "react-admin";
import { SuggestionList } from "./SuggestionList.tsx";
import type { Suggestion } from "./suggestions.ts";
import { useCompletion } from "./use-completion.ts";

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
export function ExpressionInput(props: ExpressionInputProps) {
  const { inputRef, value, invalid, describedBy, onChange } = props;
  const translate = useTranslate();
  const listId = useId();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const { suggestions, chosen, offer, take, close, onKeyDown } = useCompletion(props);
  return (
    <>
      <TextField
        ref={setAnchor}
        multiline
        minRows={3}
        maxRows={10}
        required
        label={translate("computed.formula.expression")}
        value={value}
        error={invalid}
        inputRef={inputRef}
        sx={{ "& textarea": { fontFamily: "ui-monospace, Menlo, Consolas, monospace", lineHeight: 1.5 } }}
        onChange={(event) => {
          onChange(event.target.value);
          offer(event.target.value, event.target.selectionStart ?? event.target.value.length);
        }}
        onKeyDown={onKeyDown}
        onBlur={close}
        slotProps={{
          htmlInput: {
            maxLength: EXPRESSION_LIMIT,
            spellCheck: false,
            autoCapitalize: "off",
            autoCorrect: "off",
            role: "combobox",
            "aria-autocomplete": "list",
            "aria-expanded": suggestions !== null,
            "aria-controls": suggestions === null ? undefined : listId,
            "aria-activedescendant": suggestions === null ? undefined : `${listId}-${chosen}`,
            "aria-describedby": describedBy,
          },
        }}
      />
      <SuggestionList id={listId} anchor={anchor} suggestions={suggestions} chosen={chosen} onTake={take} />
    </>
  );
}
