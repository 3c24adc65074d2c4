import {
  type BranchNode,
  type Group,
  isBranch,
  isRecord,
  type Letter,
  type Node,
  type Program,
  type RecordNode,
  type SimpleNode,
  type Test,
  type Workflow,
} from "./program.ts";

/** What a run is started with; `tag` names it, and with it all that it does. */
export type RunInput = { readonly tag: string; readonly number: number; readonly letter: Letter };

/** What must have happened when all runs of one start have ended. */
export type Expected = {
  /** Each effect as `kind|name`; the same one twice must have happened twice. */
  readonly effects: string[];
  /** Effects that may be missing, where the history says that nobody knows. */
  readonly uncertain: string[];
  /** Events that have to be reported, by their names. */
  readonly events: string[];
  /** Decisions that have to be made, by the title of the approval. */
  readonly decisions: Map<string, "approved" | "rejected">;
};

/** How a run ends. */
type End = "completed" | "failed" | "waiting";
type Scope = RunInput & { readonly undo: string[] | null };

/** Items of a share, which is a run of its own; as the engine promises. */
const SHARE_ITEMS = 100;
/** Name of the workflow that each new contact starts. */
export const CHAINED = "chained";

/** The name of an item, which the records of a list are made with. */
export function itemName(group: Group, place: number): string {
  return `g${group}-${place}`;
}

/** A workflow by what it means, not by how the engine works: walks the drawn program, not its graph. */
export function evaluate(workflow: Workflow, input: RunInput, called: readonly Workflow[]): Expected {
  const expected: Expected = { effects: [], uncertain: [], events: [], decisions: new Map() };
  new Evaluation(expected, called).run(workflow, input);
  return expected;
}

class Evaluation {
  readonly #expected: Expected;
  readonly #called: readonly Workflow[];

  constructor(expected: Expected, called: readonly Workflow[]) {
    this.#expected = expected;
    this.#called = called;
  }

  run(workflow: Workflow, input: RunInput): End {
    const undo: string[] = [];
    const end = this.#program(workflow.program, { ...input, undo }, workflow.name) ?? "completed";
    this.#note(`run|${workflow.name}|${input.tag}|${end}`);
    if (end === "failed") for (const title of undo) this.#note(`deleted|${title}`);
    return end;
  }

  /** Null: the program has come to its end, and what follows it goes on. */
  #program(program: Program, scope: Scope, workflow: string): End | null {
    for (const node of program) {
      const end = this.#node(node, scope, workflow);
      if (end !== null) return end;
    }
    return null;
  }

  #node(node: Node, scope: Scope, workflow: string): End | null {
    const text = `${scope.tag}/${node.key}`;
    if (isBranch(node)) return this.#branch(node, scope, workflow);
    if (isRecord(node)) {
      this.#records(node, text, scope);
      return null;
    }
    return this.#simple(node, text);
  }

  #branch(node: BranchNode, scope: Scope, workflow: string): End | null {
    const text = `${scope.tag}/${node.key}`;
    const go = (program: Program): End | null => this.#program(program, scope, workflow);
    switch (node.kind) {
      case "choice":
        return go(holds(node.test, scope) ? node.yes : node.no);
      case "switch":
        return go(node.cases.find(({ test }) => holds(test, scope))?.then ?? node.otherwise);
      case "parallel":
        for (const branch of node.branches) go(branch);
        return null;
      case "loop":
        return this.#loop(node, scope, workflow);
      case "sub":
        return this.#sub(node, scope);
      case "refused":
        return go(node.handler ?? []);
      case "event":
        if (node.sent) this.#expected.events.push(text);
        return go(node.sent ? node.happened : node.late);
      case "approval":
        this.#note(`notice|${text}`);
        this.#expected.decisions.set(text, node.decision);
        return go(node.decision === "approved" ? node.approved : node.rejected);
    }
  }

  #simple(node: SimpleNode, text: string): End | null {
    switch (node.kind) {
      case "note":
      case "notice":
      case "mail":
        this.#note(`${node.kind}|${text}`);
        return null;
      case "call":
      case "picky":
        this.#note(`call|${text}`);
        return null;
      case "unkeyed":
        this.#expected.uncertain.push(`call|${text}`);
        return null;
      case "variables":
      case "delay":
        return null;
      case "stop":
        return node.status;
      case "fatal":
        return "failed";
      case "forever":
        return "waiting";
    }
  }

  #records(node: RecordNode, text: string, scope: Scope): void {
    switch (node.kind) {
      case "task":
        if (node.undo) scope.undo?.push(text);
        return this.#note(`task|${text}`);
      case "contact":
        return this.#contact(text);
      case "upsert":
        this.#contact(text);
        return this.#note(`touch|${text}`);
      case "remove":
        this.#note(`task|${text}`);
        return this.#note(`deleted|${text}`);
      case "update":
      case "touch":
        return this.#note(`${node.kind}|${text}`);
    }
  }

  /** A new contact starts a run of its own. */
  #contact(name: string): void {
    this.#note(`contact|${name}`);
    this.#note(`run|${CHAINED}|${name}|completed`);
    this.#note(`task|${name}/done`);
  }

  #loop(node: Extract<BranchNode, { kind: "loop" }>, scope: Scope, workflow: string): null {
    const shares = node.atOnce > 1 ? Math.ceil(node.group / SHARE_ITEMS) : 0;
    for (let share = 0; share < shares; share += 1) this.#note(`share|${workflow}|${scope.tag}`);
    for (let place = 0; place < node.group; place += 1) {
      const item = { ...scope, tag: `${scope.tag}/${itemName(node.group, place)}`, undo: null };
      for (const inner of node.body) {
        if (inner.kind === "picky" && place % 2 === 1) break;
        this.#node(inner, item, workflow);
      }
    }
    return null;
  }

  #sub(node: Extract<BranchNode, { kind: "sub" }>, scope: Scope): null {
    const called = this.#called[node.called];
    if (called === undefined) throw new Error(`No workflow ${node.called}`);
    const text = `${scope.tag}/${node.key}`;
    const end = this.run(called, { ...scope, tag: text });
    if (node.waits && end === "completed") this.#note(`note|${text}/result`);
    return null;
  }

  #note(effect: string): void {
    this.#expected.effects.push(effect);
  }
}

function holds(test: Test, { number, letter }: RunInput): boolean {
  return test.on === "number" ? number >= test.atLeast : letter === test.is;
}
