import { DomainError } from "@catalyst/contracts";
import { CsvError, parse } from "csv-parse";

/** A row of the file: the line on which it ends, counted from 1, and its cells as they stand. */
export type CsvRow = { readonly line: number; readonly cells: readonly string[] };

/** Delimiters that spreadsheets write, most common first. */
const DELIMITERS = [",", ";", "\t", "|"] as const;
/** How much of the file decides the delimiter. */
const SNIFF_CHARACTERS = 20_000;
/** A cell above this size is no cell: a quote is missing. */
const RECORD_LIMIT_CHARACTERS = 1_000_000;

/** The delimiter that occurs most often outside quotes in the header line; a comma when none does. Pure. */
export function detectDelimiter(text: string): string {
  const header = firstLine(text.slice(0, SNIFF_CHARACTERS)).replace(/"(?:[^"]|"")*"/g, "");
  const counts = DELIMITERS.map((delimiter) => ({ delimiter, count: header.split(delimiter).length - 1 }));
  const best = counts.reduce((left, right) => (right.count > left.count ? right : left));
  return best.count === 0 ? "," : best.delimiter;
}

/**
 * The rows of a CSV text that comes in pieces, the header among them; empty lines are left out, cells are not trimmed.
 * @throws DomainError bad_request that names the line where the file is broken.
 */
export async function* parseCsv(
  pieces: Iterable<string> | AsyncIterable<string>,
  delimiter: string,
): AsyncGenerator<CsvRow> {
  const parser = parse({
    delimiter,
    bom: true,
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: RECORD_LIMIT_CHARACTERS,
  });
  const feeding = feed(parser, pieces);
  try {
    for await (const entry of parser) yield { line: entry.info.lines, cells: entry.record };
    await feeding;
  } catch (error) {
    throw toImportError(error);
  }
}

async function feed(parser: ReturnType<typeof parse>, pieces: Iterable<string> | AsyncIterable<string>): Promise<void> {
  try {
    for await (const piece of pieces) {
      if (!parser.write(piece)) await new Promise((resolve) => parser.once("drain", resolve));
    }
    parser.end();
  } catch (error) {
    parser.destroy(error instanceof Error ? error : new Error(String(error)));
  }
}

function firstLine(text: string): string {
  let quoted = false;
  for (const [index, character] of [...text].entries()) {
    if (character === '"') quoted = !quoted;
    if (!quoted && (character === "\n" || character === "\r")) return [...text].slice(0, index).join("");
  }
  return text;
}

function toImportError(error: unknown): unknown {
  if (!(error instanceof CsvError)) return error;
  const line = "lines" in error && typeof error.lines === "number" ? ` Look at line ${error.lines}.` : "";
  return new DomainError(
    "bad_request",
    `The file is not a CSV file: a quote is missing or stands in the wrong place.${line}`,
    { cause: error },
  );
}
