import Box from "@mui/material/Box";
import Typography from "@mui/material/Typography";
import { useTranslate } from "react-admin";

/** Longest value shown whole; beyond it the rest is cut, as a panel is no place for a page of text. */
const SHOWN_LENGTH = 4_000;

/** Values by name: what went into a step, or came out of it. */
export function DataTable({ title, value }: { readonly title: string; readonly value: unknown }) {
  const translate = useTranslate();
  const entries = toEntries(value);
  return (
    <Box component="section" sx={{ mb: 2 }}>
      <Typography variant="h2" component="h3" sx={{ mb: 0.75 }}>
        {title}
      </Typography>
      {entries.length === 0 ? (
        <Typography variant="body2" color="text.secondary">
          {translate("workflow.runs.nothing")}
        </Typography>
      ) : (
        <Box component="dl" sx={{ m: 0, border: 1, borderColor: "divider", borderRadius: "10px", "& > div + div": { borderTop: 1, borderColor: "divider" } }}>
          {entries.map(([name, entry]) => (
            <Box key={name} sx={{ display: "grid", gridTemplateColumns: "minmax(0, 2fr) minmax(0, 3fr)", gap: 1, px: 1.5, py: 0.75 }}>
              <Box component="dt" sx={{ color: "text.secondary", overflowWrap: "anywhere" }}>
                {name}
              </Box>
              <Box component="dd" sx={{ m: 0, overflowWrap: "anywhere", whiteSpace: "pre-wrap", maxHeight: 240, overflowY: "auto" }} tabIndex={entry.length > 400 ? 0 : undefined}>
                {entry === "" ? translate("workflow.runs.empty_value") : entry}
              </Box>
            </Box>
          ))}
        </Box>
      )}
    </Box>
  );
}

/** One level of a structure as rows, such as `record.title`; what lies deeper stays JSON. */
function toEntries(value: unknown, prefix = ""): readonly (readonly [string, string])[] {
  if (value === null || value === undefined) return [];
  if (typeof value !== "object" || Array.isArray(value)) return [[prefix || "value", textOf(value)]];
  return Object.entries(value).flatMap(([key, entry]: [string, unknown]) => {
    const nested = typeof entry === "object" && entry !== null && !Array.isArray(entry) && prefix === "";
    return nested ? toEntries(entry, key).map(([name, text]) => [`${key}.${name}`, text] as const) : [[key, textOf(entry)] as const];
  });
}

function textOf(value: unknown): string {
  if (value === null || value === undefined) return "";
  return (typeof value === "string" ? value : JSON.stringify(value, null, 2)).slice(0, SHOWN_LENGTH);
}
