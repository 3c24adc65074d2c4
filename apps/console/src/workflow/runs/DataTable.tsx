import { type EntityType, type FieldDefinition, FieldValue } from "@catalyst/contracts";
import type { WorkflowMetadata } from "@catalyst/workflow-engine";
import Box from "@mui/material/Box";
import Typography from "@mui/material/Typography";
import { useTranslate } from "react-admin";
import { describeValue } from "../document/describe-path.ts";
import { useExactTime } from "../use-fact-text.ts";

/** Longest value shown whole; beyond it the rest is cut, as a panel is no place for a page of text. */
const SHOWN_LENGTH = 4_000;

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?Z$/;

type DataTableProps = {
  readonly title: string;
  readonly value: unknown;
  readonly entityType: EntityType | undefined;
  readonly metadata: WorkflowMetadata;
  /** What the form of the step calls its parts. */
  readonly labels?: ReadonlyMap<string, string>;
};

/** Values by name: what went into a step, or came out of it. */
export function DataTable({ title, value, entityType, metadata, labels }: DataTableProps) {
  const translate = useTranslate();
  const exact = useExactTime();
  const fields = new Map(entityType?.fields.map((field) => [field.key, field]));
  const entries = toEntries(value).map(({ path, entry }) => {
    const field = path.length === 0 ? undefined : fields.get(path.at(-1) ?? "");
    return {
      name: field?.label ?? labels?.get(path.join(".")) ?? path.join("."),
      text: textOf(entry, { field, metadata, exact }),
    };
  });
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
        <Box
          component="dl"
          sx={{
            m: 0,
            border: 1,
            borderColor: "divider",
            borderRadius: "10px",
            "& > div + div": { borderTop: 1, borderColor: "divider" },
          }}
        >
          {entries.map(({ name, text }) => (
            <Box
              key={name}
              sx={{ display: "grid", gridTemplateColumns: "minmax(0, 2fr) minmax(0, 3fr)", gap: 1, px: 1.5, py: 0.75 }}
            >
              <Box component="dt" sx={{ color: "text.secondary", overflowWrap: "anywhere" }}>
                {name}
              </Box>
              <Box
                component="dd"
                sx={{ m: 0, overflowWrap: "anywhere", whiteSpace: "pre-wrap", maxHeight: 240, overflowY: "auto" }}
                tabIndex={text.length > 400 ? 0 : undefined}
              >
                {text === "" ? translate("workflow.runs.empty_value") : text}
              </Box>
            </Box>
          ))}
        </Box>
      )}
    </Box>
  );
}

type Entry = { readonly path: readonly string[]; readonly entry: unknown };

/** Two levels of a structure as rows, such as `record.title`; what lies deeper stays JSON. */
function toEntries(value: unknown, path: readonly string[] = []): readonly Entry[] {
  if (value === null || value === undefined) return [];
  if (typeof value !== "object" || Array.isArray(value)) return [{ path, entry: value }];
  return Object.entries(value).flatMap(([key, entry]: [string, unknown]): readonly Entry[] => {
    const opens = typeof entry === "object" && entry !== null && !Array.isArray(entry) && path.length === 0;
    return opens ? toEntries(entry, [key]) : [{ path: [...path, key], entry }];
  });
}

type Reading = {
  readonly field: FieldDefinition | undefined;
  readonly metadata: WorkflowMetadata;
  readonly exact: (instant: string) => string;
};

/** Names, where a value is of members. */
function peopleNames(value: unknown, { principals }: WorkflowMetadata): string | null {
  const ids: readonly unknown[] = Array.isArray(value) ? value : [value];
  const names = ids.flatMap((id) => principals.find((principal) => principal.id === id)?.name ?? []);
  return names.length > 0 && names.length === ids.length ? names.join(", ") : null;
}

function textOf(value: unknown, { field, metadata, exact }: Reading): string {
  const known = FieldValue.safeParse(value);
  if (known.success && typeof known.data === "string" && INSTANT.test(known.data)) return exact(known.data);
  if (known.success && field !== undefined) return describeValue(known.data, field, metadata);
  if (value === null || value === undefined) return "";
  const people = peopleNames(value, metadata);
  if (people !== null) return people;
  return (typeof value === "string" ? value : JSON.stringify(value, null, 2)).slice(0, SHOWN_LENGTH);
}
