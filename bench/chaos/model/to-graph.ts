import {
  type EdgeDefinition,
  type StepDefinition,
  type TriggerDefinition,
  type WorkflowCondition,
  WorkflowGraph,
} from "@catalyst/contracts";
import {
  type BranchNode,
  isBranch,
  type Node,
  type Program,
  type RecordNode,
  type SimpleNode,
  type Test,
  type Workflow,
} from "./program.ts";
import { endsWell, type PlainStep, plainSteps, sourceOf, type Source, template } from "./steps.ts";

/** What graphs refer to outside themselves. */
export type GraphSite = {
  /** Where calls go, without a slash at the end. */
  readonly receiverUrl: string;
  /** Who is asked and told. */
  readonly people: readonly string[];
  /** Ids of the workflows that can be called, with what they do. */
  readonly called: readonly { readonly workflowId: string; readonly workflow: Workflow }[];
};

/** An exit that leads nowhere yet. */
type OpenEnd = Pick<EdgeDefinition, "from" | "port">;
type Entry = { readonly ends: readonly OpenEnd[]; readonly tag: string };

/** The graph of a drawn workflow, as an admin would draw it. */
export function toGraph(workflow: Workflow, site: GraphSite): WorkflowGraph {
  const builder = new GraphBuilder(site, sourceOf(workflow.start));
  builder.program(workflow.program, { ends: [{ from: "trigger", port: "next" }], tag: builder.source.tag });
  return WorkflowGraph.parse({ schema: 1, trigger: triggerOf(workflow), steps: builder.steps, edges: builder.edges });
}

const INPUT = [
  { key: "tag", label: "Tag", type: "text", required: true },
  { key: "number", label: "Number", type: "number", required: true },
  { key: "letter", label: "Letter", type: "text", required: true },
] as const;

function triggerOf({ name, start }: Workflow): TriggerDefinition {
  const none = { entityType: "", watchedFields: [] };
  const company = { entityType: "companies", watchedFields: [] };
  const rules = [{ left: "record.industry", operator: "equals" as const, right: name }];
  const condition: WorkflowCondition = { kind: "rules", match: "all", rules };
  switch (start) {
    case "created":
      return { type: "record_created@1", config: { ...company, condition } };
    case "updated":
      return { type: "record_updated@1", config: { ...company, watchedFields: ["website"], condition } };
    case "manual":
      return { type: "manual@1", config: company };
    case "webhook":
      return { type: "webhook@1", config: { ...none, input: [...INPUT] } };
    case "called":
      return { type: "workflow_called@1", config: { ...none, input: [...INPUT] } };
  }
}

class GraphBuilder {
  readonly steps: StepDefinition[] = [];
  readonly edges: EdgeDefinition[] = [];
  readonly source: Source;
  readonly #site: GraphSite;

  constructor(site: GraphSite, source: Source) {
    this.#site = site;
    this.source = source;
  }

  program(program: Program, entry: Entry): readonly OpenEnd[] {
    let { ends } = entry;
    for (const node of program) ends = this.#node(node, { ...entry, ends });
    return ends;
  }

  #node(node: Node, entry: Entry): readonly OpenEnd[] {
    return isBranch(node) ? this.#branch(node, entry) : this.#plain(node, entry);
  }

  #branch(node: BranchNode, entry: Entry): readonly OpenEnd[] {
    const { key } = node;
    const text = `${entry.tag}/${key}`;
    const exit = (port: string, program: Program): readonly OpenEnd[] =>
      this.program(program, { ...entry, ends: [{ from: key, port }] });
    switch (node.kind) {
      case "choice":
        this.#add({ key, type: "if_else@1", config: { condition: this.#condition(node.test) } }, entry);
        return [...exit("true", node.yes), ...exit("false", node.no)];
      case "switch": {
        this.#add({ key, type: "switch@1", config: { cases: node.cases.map(this.#case) } }, entry);
        const taken = node.cases.flatMap(({ then }, place) => exit(`case${place}`, then));
        return [...taken, ...exit("otherwise", node.otherwise)];
      }
      case "parallel": {
        const branches = node.branches.map((_, place) => ({ key: `branch${place}`, label: `Branch ${place}` }));
        this.#add({ key, type: "parallel@1", config: { branches } }, entry);
        return node.branches.flatMap((branch, place) => exit(`branch${place}`, branch));
      }
      case "loop":
        return this.#loop(node, entry);
      case "sub":
        return this.#sub(node, entry);
      case "refused": {
        const config = { method: "PUT", url: `${this.#site.receiverUrl}/refused/${text}` };
        const onError = node.handler === null ? "continue" : "path";
        this.#add({ key, type: "http_request@1", config, onError }, entry);
        const next = { from: key, port: "next" };
        return node.handler === null ? [next] : [next, ...exit("error", node.handler)];
      }
      case "event":
        this.#add({ key, type: "wait_for_event@1", config: eventConfig(text, node.sent) }, entry);
        return [...exit("next", node.happened), ...exit("timeout", node.late)];
      case "approval": {
        const config = { people: [...this.#site.people], title: text, mail: false };
        this.#add({ key, type: "approval@1", config }, entry);
        return [...exit("approved", node.approved), ...exit("rejected", node.rejected)];
      }
    }
  }

  #plain(node: RecordNode | SimpleNode, entry: Entry): readonly OpenEnd[] {
    let { ends } = entry;
    for (const step of plainSteps(node, `${entry.tag}/${node.key}`, { ...this.#site, source: this.source })) {
      this.#add(step, { ...entry, ends });
      ends = node.kind === "stop" ? [] : [{ from: step.key, port: "next" }];
    }
    return ends;
  }

  #loop(node: Extract<BranchNode, { kind: "loop" }>, entry: Entry): readonly OpenEnd[] {
    const { key, group, atOnce } = node;
    const find = `${key}_find`;
    const filter = { kind: "condition", field: "name", operator: "startsWith", value: `g${group}-` };
    this.#add({ key: find, type: "find_records@1", config: { entityType: "contacts", filter, limit: 1_000 } }, entry);
    const config = { source: find, entityType: "contacts", onItemError: "continue", atOnce };
    this.#add({ key, type: "for_each@1", config }, { ...entry, ends: [{ from: find, port: "next" }] });
    const tag = `${entry.tag}/{{ steps.${key}.item.record.name }}`;
    this.program(node.body, { ends: [{ from: key, port: "item" }], tag });
    return [{ from: key, port: "next" }];
  }

  #sub(node: Extract<BranchNode, { kind: "sub" }>, entry: Entry): readonly OpenEnd[] {
    const { key, waits } = node;
    const called = this.#site.called[node.called];
    if (called === undefined) throw new Error(`No workflow ${node.called}`);
    const { number, letter } = this.source;
    const input = { tag: template(`${entry.tag}/${key}`), number: formula(number), letter: formula(letter) };
    const config = { workflowId: called.workflowId, input, waits };
    this.#add({ key, type: "call_workflow@1", config, onError: "continue" }, entry);
    const ends = [{ from: key, port: "next" }];
    if (!waits || !endsWell(called.workflow)) return ends;
    const title = `{{ steps.${key}.result.tag }}/result`;
    this.#add({ key: `${key}_r`, type: "create_note@1", config: { title } }, { ...entry, ends });
    return [{ from: `${key}_r`, port: "next" }];
  }

  #add(step: PlainStep, { ends }: Entry): void {
    for (const end of ends) this.edges.push({ ...end, to: step.key });
    this.steps.push({ name: step.key, onError: "fail", retry: PATIENT, timeoutMs: 10_000, ...step });
  }

  readonly #case = ({ test }: { readonly test: Test }, place: number): SwitchCase => ({
    key: `case${place}`,
    label: `Case ${place}`,
    condition: this.#condition(test),
  });

  #condition(test: Test): ReturnType<typeof conditionOf> {
    return conditionOf(test, this.source);
  }
}

type Rule = { left: string; operator: "atLeast" | "equals"; right: string | number };

function conditionOf(test: Test, { number, letter }: Source): { kind: "rules"; match: "all"; rules: Rule[] } {
  const rule: Rule =
    test.on === "number"
      ? { left: number, operator: "atLeast", right: test.atLeast }
      : { left: letter, operator: "equals", right: test.is };
  return { kind: "rules", match: "all", rules: [rule] };
}

/** No fault of the world lasts for so many attempts. */
const PATIENT = { maxAttempts: 20, firstDelayMs: 100, factor: 2, maxDelayMs: 2_000 };

type SwitchCase = { readonly key: string; readonly label: string; readonly condition: ReturnType<typeof conditionOf> };

function formula(cel: string): { kind: "formula"; cel: string } {
  return { kind: "formula", cel };
}

function eventConfig(key: string, sent: boolean): StepDefinition["config"] {
  return sent
    ? { key, amount: 5, unit: "hours", lookBackMinutes: 600 }
    : { key, amount: 1, unit: "seconds", lookBackMinutes: 600 };
}
