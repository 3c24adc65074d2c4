import { stringify } from "csv-stringify/sync";

/** A row that was refused, with the reason. */
export type FailedRow = { readonly cells: readonly string[]; readonly problem: string };

/** Cells that a spreadsheet would run (OWASP's list for CSV injection), also behind apostrophes, so that one more can be taken away. */
const LIVE_FORMULA = /^'*[=+\-@\t\r]/;

/**
 * The rows as a CSV file with a reason at the end, ready to be mended and imported again. A cell that a spreadsheet
 * would take for a formula gets an apostrophe, which `withoutEscape` takes away on the way back in. Plain numbers stay.
 */
export function failedRowsCsv(header: readonly string[], rows: readonly FailedRow[], delimiter: string): string {
  const lines = rows.map((row) => [...padded(row.cells, header.length).map(spreadsheetSafe), row.problem]);
  return stringify([[...header.map(spreadsheetSafe), REASON_COLUMN], ...lines], {
    delimiter,
    bom: true,
    record_delimiter: "\r\n",
  });
}

/** Name of the last column; by it a file that comes back is known as one of ours. */
export const REASON_COLUMN = "Reason";

/** A cell as it was before `failedRowsCsv` wrote it. */
export function withoutEscape(cell: string): string {
  return cell.startsWith("'") && LIVE_FORMULA.test(cell) ? cell.slice(1) : cell;
}

/** A cell that no spreadsheet runs: an apostrophe stands before what would be a formula. Plain numbers stay. */
export function spreadsheetSafe(cell: string): string {
  return LIVE_FORMULA.test(cell) && !/^[+-]?\d+([.,]\d+)?$/.test(cell) ? `'${cell}` : cell;
}

function padded(cells: readonly string[], length: number): readonly string[] {
  return cells.length >= length ? cells : [...cells, ...Array.from({ length: length - cells.length }, () => "")];
}
