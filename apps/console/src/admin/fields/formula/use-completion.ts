import { type KeyboardEvent, type RefObject, useState } from "react";
import { type Completion, completionAt, type Suggestion, withSuggestion } from "./suggestions.ts";

type CompletionInput = {
  readonly inputRef: RefObject<HTMLTextAreaElement | null>;
  readonly value: string;
  readonly names: readonly Suggestion[];
  readonly onChange: (expression: string) => void;
};

/** Completion of names while somebody types: what is offered, which one the keyboard is on, and how one is taken. */
export function useCompletion({ inputRef, value, names, onChange }: CompletionInput) {
  const [completion, setCompletion] = useState<Completion | null>(null);
  const [chosen, setChosen] = useState(0);
  const close = () => setCompletion(null);
  const offer = (text: string, caret: number) => {
    setChosen(0);
    setCompletion(completionAt(text, caret, names));
  };
  const take = (suggestion: Suggestion | undefined) => {
    if (!completion || !suggestion) return;
    const next = withSuggestion(value, completion, suggestion);
    onChange(next.text);
    close();
    placeCaret(inputRef, next.caret);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (!completion) return;
    const count = completion.suggestions.length;
    const moves: Readonly<Record<string, () => void>> = {
      ArrowDown: () => setChosen((chosen + 1) % count),
      ArrowUp: () => setChosen((chosen + count - 1) % count),
      Enter: () => take(completion.suggestions[chosen]),
      Tab: () => take(completion.suggestions[chosen]),
      Escape: close,
    };
    const move = moves[event.key];
    if (!move) return;
    event.preventDefault();
    event.stopPropagation();
    move();
  };
  return { suggestions: completion?.suggestions ?? null, chosen, offer, take, close, onKeyDown };
}

/** Puts the caret behind inserted text, once React has put the text in. */
export function placeCaret(inputRef: RefObject<HTMLTextAreaElement | null>, caret: number): void {
  requestAnimationFrame(() => {
    inputRef.current?.focus();
    inputRef.current?.setSelectionRange(caret, caret);
  });
}
