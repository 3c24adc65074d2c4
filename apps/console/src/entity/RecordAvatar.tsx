import Box from "@mui/material/Box";
import { OPTION_HUES } from "@catalyst/contracts";

type RecordAvatarProps = {
  readonly name: string;
  readonly size?: number;
  /** Round is a person, square a record. */ readonly round?: boolean;
};

/** Initials; the hue follows from the name, so that a record always looks the same. */
export function RecordAvatar({ name, size = 28, round = false }: RecordAvatarProps) {
  const hue = OPTION_HUES[hash(name) % OPTION_HUES.length] ?? "slate";
  return (
    <Box
      component="span"
      aria-hidden
      data-initials={initials(name)}
      sx={(theme) => ({
        width: size,
        height: size,
        borderRadius: round ? "50%" : `${size / 4}px`,
        flex: "none",
        display: "inline-grid",
        placeItems: "center",
        fontSize: size * 0.4,
        fontWeight: 600,
        lineHeight: 1,
        // Drawn and not text, so that the initials are no part of the name of what they stand in.
        "&::before": { content: "attr(data-initials)" },
        bgcolor: theme.palette.option[hue].soft,
        color: theme.palette.option[hue].text,
      })}
    />
  );
}

function initials(name: string): string {
  const words = name.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word));
  const [first = "", second = ""] = words.map((word) => [...word.replace(/^[^\p{L}\p{N}]+/u, "")][0] ?? "");
  return (first + second).toUpperCase();
}

function hash(text: string): number {
  return [...text].reduce((sum, character) => (sum * 31 + (character.codePointAt(0) ?? 0)) >>> 0, 7);
}
