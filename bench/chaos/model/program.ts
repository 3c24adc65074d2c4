/** What a call to the receiver meets: see `receiver.ts`. */
export type CallMode = "ok" | "flaky" | "doubtful" | "slow";

/** On what a branch is chosen: the number or the letter that the run was started with. */
export type Test = { readonly on: "number"; readonly atLeast: number } | { readonly on: "letter"; readonly is: Letter };
export const LETTERS = ["A", "B", "C"] as const;
export type Letter = (typeof LETTERS)[number];

/** Sizes of the lists that loops go through; the largest is more than one share of a loop. */
export const GROUPS = [3, 12, 120] as const;
export type Group = (typeof GROUPS)[number];

/** One or two steps that change records, in the segment's transaction. */
export type RecordNode = { readonly key: string } & (
  | { readonly kind: "task"; readonly undo: boolean }
  | { readonly kind: "contact" | "upsert" | "update" | "touch" | "remove" }
);

/** A step of any other kind with one exit. */
export type SimpleNode = { readonly key: string } & (
  | { readonly kind: "note" | "notice" | "mail" | "variables" }
  | { readonly kind: "call"; readonly mode: CallMode }
  | { readonly kind: "delay"; readonly seconds: number }
  | { readonly kind: "stop"; readonly status: "completed" | "failed" }
  /**
   * unkeyed: a call that must not be repeated: what nobody can know is shown as uncertain; picky, in a loop: refused for
   * every other item, which ends that item; fatal: refused, and fails the run; forever: a wait for what never comes.
   */
  | { readonly kind: "unkeyed" | "picky" | "fatal" | "forever" }
);

/** A step with programs behind its exits, or with another run. */
export type BranchNode = { readonly key: string } & (
  | { readonly kind: "choice"; readonly test: Test; readonly yes: Program; readonly no: Program }
  | {
      readonly kind: "switch";
      readonly cases: readonly { readonly test: Test; readonly then: Program }[];
      readonly otherwise: Program;
    }
  | { readonly kind: "parallel"; readonly branches: readonly Program[] }
  | { readonly kind: "loop"; readonly group: Group; readonly atOnce: number; readonly body: Program }
  | { readonly kind: "sub"; readonly called: number; readonly waits: boolean }
  /** A call that is refused; `handler` is what the error path does, null: the run goes on. */
  | { readonly kind: "refused"; readonly handler: Program | null }
  /** `sent`: somebody reports the event; else the wait times out. */
  | { readonly kind: "event"; readonly sent: boolean; readonly happened: Program; readonly late: Program }
  | {
      readonly kind: "approval";
      readonly decision: "approved" | "rejected";
      readonly approved: Program;
      readonly rejected: Program;
    }
);

/** A part of a program. `key` is unique in its workflow. */
export type Node = RecordNode | SimpleNode | BranchNode;

const BRANCHES: ReadonlySet<string> = new Set<BranchNode["kind"]>([
  "choice",
  "switch",
  "parallel",
  "loop",
  "sub",
  "refused",
  "event",
  "approval",
]);
const RECORDS: ReadonlySet<string> = new Set<RecordNode["kind"]>([
  "task",
  "contact",
  "upsert",
  "update",
  "touch",
  "remove",
]);

/** Whether programs or another run are behind it. */
export function isBranch(node: Node): node is BranchNode {
  return BRANCHES.has(node.kind);
}

/** Whether it changes records. */
export function isRecord(node: Node): node is RecordNode {
  return RECORDS.has(node.kind);
}

/** Steps one after the other. */
export type Program = readonly Node[];

/** How runs of a workflow start. */
export type Start = "created" | "updated" | "manual" | "webhook" | "called";

/** A workflow as it is drawn. */
export type Workflow = { readonly name: string; readonly start: Start; readonly program: Program };
