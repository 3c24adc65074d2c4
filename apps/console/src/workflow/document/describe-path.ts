import type { FieldDefinition, FieldValue, WorkflowGraph } from "@catalyst/contracts";
import { fieldTypeOf } from "@catalyst/custom-fields";
import { plainText } from "./plain-text.ts";
import { findStepType, RECORD_EXTRAS, type WorkflowMetadata } from "@catalyst/workflow-engine";
import { findStep } from "./edges.ts";
import { isOpenData } from "./open-data.ts";

/** A graph with the metadata that gives its keys their names. */
export type Described = { readonly graph: WorkflowGraph; readonly metadata: WorkflowMetadata };

/** What people call a data path; `broken` when it names a field, step or output that is not there. */
export type PathName = {
  readonly label: string;
  readonly source: string;
  readonly broken: boolean;
  readonly field: FieldDefinition | null;
};

/** Values of every record beside its fields. */
const EXTRAS: ReadonlyMap<string, string> = new Map(RECORD_EXTRAS.map((extra) => [extra.path, extra.label]));
const SLOT = /\{\{\s*([^{}]*?)\s*\}\}/g;
const PATH = /^(?:record|previous|steps)(?:\.\w+)+$/;

/** Names a path such as `record.tier` or `steps.mail.messageId`. */
export function describePath(path: string, { graph, metadata }: Described): PathName {
  const [root, first = "", ...rest] = path.split(".");
  if (root === "steps") return describeOutput(first, rest.join("."), { graph, metadata });
  const entityType = metadata.entityTypes.find((type) => type.key === graph.trigger.config.entityType);
  const field = entityType?.fields.find((known) => known.key === first && known.archivedAt === null) ?? null;
  const source = entityType?.label ?? "";
  if (field === null && !EXTRAS.has(first)) return { label: first, source, broken: true, field: null };
  return { label: field?.label ?? EXTRAS.get(first) ?? first, source, broken: false, field };
}

/** A template's text with the names of its data instead of their paths. */
export function describeTemplate(text: string, described: Described): string {
  return text.replace(SLOT, (slot, inner: string) => (PATH.test(inner) ? describePath(inner, described).label : slot));
}

/** Data paths that stand alone in slots of a text, each once. */
export function pathsInTemplate(text: string): readonly string[] {
  const paths = [...text.matchAll(SLOT)].flatMap(([, inner]) =>
    inner !== undefined && PATH.test(inner) ? [inner] : [],
  );
  return [...new Set(paths)];
}

/** A value as people read it: labels of options, names of people. */
export function describeValue(value: FieldValue, field: FieldDefinition | null, metadata: WorkflowMetadata): string {
  if (value === null) return "";
  if (Array.isArray(value)) return value.map((item) => describeValue(item, field, metadata)).join(", ");
  const option = field?.config.options?.find((known) => known.id === value);
  const principal =
    field && fieldTypeOf(field).comparison === "user"
      ? metadata.principals.find((known) => known.id === value)
      : undefined;
  return option?.label ?? principal?.name ?? plainText(value);
}

function describeOutput(stepKey: string, output: string, { graph, metadata }: Described): PathName {
  const step = findStep(graph, stepKey);
  if (step === undefined) return { label: output, source: stepKey, broken: true, field: null };
  const outputs = findStepType(step.type)?.outputs(step.config, metadata) ?? [];
  const known = outputs.find(
    (candidate) => candidate.path === output || (isOpenData(candidate) && output.startsWith(`${candidate.path}.`)),
  );
  return {
    label: known?.path === output ? known.label : output,
    source: step.name,
    broken: known === undefined && !output.startsWith("error"),
    field: null,
  };
}
