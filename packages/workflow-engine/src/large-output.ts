import type { JsonValue } from "@catalyst/custom-fields/expression";
import type { PayloadRef } from "./ports.ts";
import type { Work } from "./segment-work.ts";
import { EffectError } from "./effect-error.ts";
import type { StepContext } from "./step/step-executor.ts";

/** Where the whole of a shortened output is, beside its short values. No step can give this key: names begin with a letter. */
const REFERENCE = "$payload";

/** A shortened output that says where the whole is. */
export function withReference(short: { readonly [key: string]: JsonValue }, ref: PayloadRef): JsonValue {
  return { ...short, [REFERENCE]: { runId: ref.runId, seq: ref.seq, bytes: ref.bytes } };
}

/** Where the whole of an output is; null: this is the whole. */
export function referenceIn(output: unknown): PayloadRef | null {
  if (typeof output !== "object" || output === null || !(REFERENCE in output)) return null;
  const ref = output[REFERENCE];
  if (typeof ref !== "object" || ref === null || !("runId" in ref && "seq" in ref && "bytes" in ref)) return null;
  const { runId, seq, bytes } = ref;
  if (typeof runId !== "string" || typeof seq !== "number" || typeof bytes !== "number") return null;
  return { runId, seq, bytes };
}

/** An output without the mark that says where the whole is. */
export function withoutReference(output: unknown): unknown {
  if (referenceIn(output) === null || typeof output !== "object" || output === null) return output;
  return Object.fromEntries(Object.entries(output).filter(([key]) => key !== REFERENCE));
}

/** What a step can read, with the whole of each large output that its configuration names. @throws EffectError */
export async function withWholeOutputs<Tx>(
  work: Work<Tx>,
  context: StepContext,
  config: unknown,
): Promise<StepContext> {
  const large = Object.entries(context.scope.steps).flatMap(([key, output]) => {
    const ref = referenceIn(output);
    return ref === null ? [] : [{ key, ref }];
  });
  if (large.length === 0) return context;
  const text = JSON.stringify(config);
  const steps: Record<string, JsonValue> = { ...context.scope.steps };
  for (const { key, ref } of large) if (text.includes(key)) steps[key] = await wholeOf(work, ref);
  return { ...context, scope: { ...context.scope, steps } };
}

/** What a step of this very segment gave is not stored yet. */
async function wholeOf<Tx>({ ports, segment, input, progress }: Work<Tx>, ref: PayloadRef): Promise<JsonValue> {
  const here = ref.runId === input.claim.runId ? progress.rows.find((row) => row.seq === ref.seq) : undefined;
  if (here?.payload !== undefined) return here.payload;
  const stored = await ports.store.loadPayload(segment.tx, ref);
  if (stored !== null) return stored;
  throw new EffectError("output_deleted", "What an earlier step gave was deleted with the run that it came from.", {
    retryable: false,
    definite: true,
  });
}
