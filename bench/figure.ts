/** One measured number. Names end with their unit, so that a file of them explains itself. */
export type Figure = { readonly metric: string; readonly value: number; readonly unit: string };

/** Prints figures to standard output, one JSON object a line; everything else a bench says goes to standard error. */
export function printFigures(bench: string, figures: readonly Figure[]): void {
  for (const { metric, value, unit } of figures) {
    process.stdout.write(`${JSON.stringify({ bench, metric, value: Number(value.toFixed(2)), unit })}\n`);
  }
}

/** Says what happens now. */
export function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** The value below which this part of the samples lies, by nearest rank; `part` from 0 to 1. */
export function percentile(samples: readonly number[], part: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  const value = sorted[Math.max(0, Math.ceil(sorted.length * part) - 1)];
  if (value === undefined) throw new RangeError("A percentile needs samples");
  return value;
}
