import type { StepDefinition, WorkflowGraph } from "@catalyst/contracts";
import { findStepType, STEP_TYPES, type StepType } from "@catalyst/workflow-engine";
import { findStep } from "./document/edges.ts";

const KEY_LETTERS = "abcdefghijkmnpqrstuvwxyz23456789";
const KEY_LENGTH = 5;

/**
 * A step as it is just added. Keys are never used twice, even after a deletion: a reference to a deleted step must stay
 * broken and not read from another one.
 */
export function newStep(graph: WorkflowGraph, type: StepType): StepDefinition {
  return {
    key: newStepKey(graph, type.type),
    type: type.type,
    name: type.label,
    config: toConfig(type),
    onError: "fail",
  };
}

/** What can be added: of each step type its newest version; the older ones live on in the workflows that have them. */
export function newestStepTypes(): readonly StepType[] {
  const newest = new Map<string, StepType>();
  for (const type of Object.values(STEP_TYPES)) {
    const [name = ""] = type.type.split("@");
    const known = newest.get(name);
    if (known === undefined || versionOf(type) > versionOf(known)) newest.set(name, type);
  }
  return [...newest.values()];
}

function versionOf({ type }: StepType): number {
  return Number(type.split("@")[1] ?? 0);
}

/** A key that no step of the graph has: the type's name and random letters. */
export function newStepKey(graph: WorkflowGraph, type: string): string {
  const prefix = type.split("@")[0] ?? "step";
  for (;;) {
    const random = crypto.getRandomValues(new Uint8Array(KEY_LENGTH));
    const key = `${prefix}_${[...random].map((byte) => KEY_LETTERS[byte % KEY_LETTERS.length]).join("")}`;
    if (findStep(graph, key) === undefined) return key;
  }
}

function toConfig(type: StepType): StepDefinition["config"] {
  return JSON.parse(JSON.stringify(findStepType(type.type)?.initialConfig ?? {}));
}
