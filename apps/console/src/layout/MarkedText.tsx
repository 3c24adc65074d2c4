import Box from "@mui/material/Box";

type Range = { readonly from: number; readonly to: number };
type MarkedTextProps = { readonly text: string; readonly ranges: readonly Range[] };

/** A text whose parts that were sought stand out. */
export function MarkedText({ text, ranges }: MarkedTextProps) {
  const parts = ranges.flatMap((range, index) => [
    { text: text.slice(ranges[index - 1]?.to ?? 0, range.from), marked: false, at: `${range.from}-` },
    { text: text.slice(range.from, range.to), marked: true, at: `${range.from}` },
  ]);
  return (
    <>
      {parts.map((part) =>
        part.marked ? (
          <Box
            key={part.at}
            component="mark"
            sx={{ bgcolor: "transparent", color: "inherit", fontWeight: 700, textDecoration: "underline" }}
          >
            {part.text}
          </Box>
        ) : (
          part.text
        ),
      )}
      {text.slice(ranges.at(-1)?.to ?? 0)}
    </>
  );
}
