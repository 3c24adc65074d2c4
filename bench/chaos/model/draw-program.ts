import type { Random } from "../random.ts";
import {
  type BranchNode,
  GROUPS,
  LETTERS,
  type Node,
  type Program,
  type Start,
  type Test,
  type Workflow,
} from "./program.ts";

/** How many workflows a tenant has; the first `called` of them are called by the others. */
export type WorkflowCounts = { readonly called: number; readonly others: number };

const STARTS = ["created", "created", "created", "updated", "manual", "webhook"] as const satisfies readonly Start[];
const DELAYS = [0.2, 0.5, 1, 2] as const;

/** The workflows of one tenant. */
export function drawWorkflows(random: Random, counts: WorkflowCounts): readonly Workflow[] {
  const called = Array.from({ length: counts.called }, (_, index): Workflow => {
    const draw = new Draw(random.fork(`called ${index}`), { start: "called", called: 0 });
    return { name: `called${index}`, start: "called", program: draw.calledProgram() };
  });
  const others = Array.from({ length: counts.others }, (_, index): Workflow => {
    const start = STARTS[index % STARTS.length] ?? "created";
    const draw = new Draw(random.fork(`other ${index}`), { start, called: counts.called });
    return { name: `w${index}`, start, program: draw.wholeProgram() };
  });
  return [...called, ...others];
}

type Place = { readonly depth: number; readonly loop: boolean };
/** Kinds with programs behind their exits, and all that may stand anywhere. */
type Branching = Exclude<BranchNode["kind"], "loop" | "sub">;
type Kind = Exclude<Node["kind"], "stop" | "fatal" | "forever" | "picky">;
type Setting = { readonly start: Start; readonly called: number };

const TOP: Place = { depth: 0, loop: false };
/** Kinds by how often they are drawn. */
const PLAIN: readonly Kind[] = [
  ...(["task", "task", "task", "note", "notice", "contact", "upsert", "update", "update", "remove"] as const),
  ...(["mail", "mail", "call", "call", "unkeyed", "variables", "delay"] as const),
];
const BRANCHING: readonly Kind[] = [
  "choice",
  "choice",
  "switch",
  "parallel",
  "parallel",
  "refused",
  "event",
  "approval",
];
const IN_LOOP: readonly Kind[] = ["task", "task", "touch", "touch", "mail", "call", "note", "choice"];

/** Draws nodes with keys that are unique in their workflow. */
class Draw {
  readonly #random: Random;
  readonly #setting: Setting;
  #keys = 0;

  constructor(random: Random, setting: Setting) {
    this.#random = random;
    this.#setting = setting;
  }

  wholeProgram(): Program {
    const random = this.#random;
    const nodes = Array.from({ length: random.int(2, 6) }, () => this.#node(TOP));
    const end = random.next();
    if (end < 0.1) return [...nodes, this.#make({ kind: "stop", status: "completed" })];
    if (end < 0.18) return [...nodes, this.#make({ kind: "stop", status: "failed" })];
    if (end < 0.24) return [...nodes, this.#make({ kind: "fatal" })];
    if (end < 0.27) return [...nodes, this.#make({ kind: "forever" })];
    return nodes;
  }

  /** Ends by giving its caller a result, or by failing. */
  calledProgram(): Program {
    const nodes = Array.from({ length: this.#random.int(1, 3) }, () => this.#node({ ...TOP, depth: 2 }));
    return [...nodes, this.#make({ kind: "stop", status: this.#random.chance(0.8) ? "completed" : "failed" })];
  }

  #program(place: Place): Program {
    return Array.from({ length: this.#random.int(1, 2) }, () => this.#node({ ...place, depth: place.depth + 1 }));
  }

  #node(place: Place): Node {
    const random = this.#random;
    if (place.loop) return this.#kind(random.pick(IN_LOOP.slice(0, place.depth > 2 ? 7 : 8)), place);
    const share = random.next();
    if (place.depth < 2 && share < 0.3) return this.#kind(random.pick(BRANCHING), place);
    if (place.depth < 2 && share < 0.4) return this.#kind("loop", place);
    if (share < 0.5 && this.#setting.called > 0) return this.#kind("sub", place);
    return this.#kind(random.pick(PLAIN), place);
  }

  #kind(kind: Kind, place: Place): Node {
    const random = this.#random;
    const record = this.#setting.start !== "webhook" && this.#setting.start !== "called";
    switch (kind) {
      case "task":
        return this.#make({ kind, undo: !place.loop && random.chance(0.4) });
      case "update":
        return this.#make({ kind: record ? "update" : "note" });
      case "call":
        return this.#make({ kind, mode: random.pick(["ok", "flaky", "doubtful", "slow"]) });
      case "delay":
        return this.#make({ kind, seconds: random.pick(DELAYS) });
      case "sub":
        return this.#make({ kind, called: random.int(0, this.#setting.called - 1), waits: random.chance(0.7) });
      case "loop":
        return this.#loop(place);
      case "note":
      case "notice":
      case "contact":
      case "upsert":
      case "touch":
      case "remove":
      case "mail":
      case "variables":
      case "unkeyed":
        return this.#make({ kind });
      case "choice":
      case "switch":
      case "parallel":
      case "refused":
      case "event":
      case "approval":
        return this.#branching(kind, () => this.#program(place));
    }
  }

  #branching(kind: Branching, inside: () => Program): Node {
    const random = this.#random;
    switch (kind) {
      case "choice":
        return this.#make({ kind, test: this.#test(), yes: inside(), no: random.chance(0.3) ? [] : inside() });
      case "switch": {
        const cases = [1, 2].map(() => ({ test: this.#test(), then: inside() }));
        return this.#make({ kind, cases, otherwise: inside() });
      }
      case "parallel":
        return this.#make({ kind, branches: Array.from({ length: random.int(2, 3) }, inside) });
      case "refused":
        return this.#make({ kind, handler: random.chance(0.7) ? inside() : null });
      case "event":
        return this.#make({ kind, sent: random.chance(0.7), happened: inside(), late: inside() });
      case "approval": {
        const decision = random.pick(["approved", "rejected"] as const);
        return this.#make({ kind, decision, approved: inside(), rejected: inside() });
      }
    }
  }

  /** Long lists have a short body: they are there for the shares and for kills in the middle. */
  #loop(place: Place): Node {
    const random = this.#random;
    const inside = { ...place, loop: true };
    const large = random.chance(0.08);
    const group = large ? GROUPS[2] : random.pick([GROUPS[0], GROUPS[0], GROUPS[1]]);
    const body = large ? [this.#kind("task", inside)] : this.#program(inside);
    const picky = !large && random.chance(0.3) ? [this.#make({ kind: "picky" }), this.#kind("task", inside)] : [];
    return this.#make({ kind: "loop", group, atOnce: large ? 2 : random.pick([1, 1, 3]), body: [...body, ...picky] });
  }

  #test(): Test {
    const random = this.#random;
    return random.chance(0.5)
      ? { on: "number", atLeast: random.int(1, 9) }
      : { on: "letter", is: random.pick(LETTERS) };
  }

  #make<Rest extends DistributiveOmit<Node, "key">>(rest: Rest): Node {
    this.#keys += 1;
    return { key: `n${this.#keys}`, ...rest } as Node;
  }
}

type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;
