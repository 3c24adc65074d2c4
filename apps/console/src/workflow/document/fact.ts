/** A text of the messages with what goes into it; `time` is an instant that the reader's locale formats. */
export type Fact = {
  readonly key: string;
  readonly args?: Readonly<Record<string, string | number>>;
  readonly time?: string;
};

/** A fact of text that people wrote: shown as it is. */
export function plainFact(text: string): Fact {
  return { key: "workflow.fact.plain", args: { text } };
}
