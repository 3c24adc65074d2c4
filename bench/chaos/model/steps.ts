import type { StepDefinition } from "@catalyst/contracts";
import { isRecord, type RecordNode, type SimpleNode, type Start, type Workflow } from "./program.ts";

/** Where the steps of a workflow read what their run was started with. */
export type Source = { readonly tag: string; readonly number: string; readonly letter: string };

const RECORD: Source = { tag: "{{ record.name }}", number: "record.employee_count", letter: "record.city" };
const INPUT: Source = {
  tag: "{{ steps.trigger.tag }}",
  number: "steps.trigger.number",
  letter: "steps.trigger.letter",
};

/** A record, or what the caller gave. */
export function sourceOf(start: Start): Source {
  return start === "webhook" || start === "called" ? INPUT : RECORD;
}

/** Whether a called workflow gives a result. */
export function endsWell({ program }: Workflow): boolean {
  const last = program.at(-1);
  return last?.kind === "stop" && last.status === "completed";
}

/** A step as a node needs it. */
export type PlainStep = Pick<StepDefinition, "key" | "type" | "config"> & Partial<StepDefinition>;
type StepSite = { readonly receiverUrl: string; readonly people: readonly string[]; readonly source: Source };

/** A value with slots. */
export function template(text: string): { kind: "template"; text: string } {
  return { kind: "template", text };
}

/** The steps of a node without branches. */
export function plainSteps(node: RecordNode | SimpleNode, text: string, site: StepSite): readonly PlainStep[] {
  return isRecord(node) ? recordSteps(node, text) : [simpleStep(node, text, site)];
}

function simpleStep(node: SimpleNode, text: string, site: StepSite): PlainStep {
  const { key } = node;
  const url = (mode: string): string => `${site.receiverUrl}/${mode}/${text}`;
  const body = '{"n": 1}';
  switch (node.kind) {
    case "note":
      return { key, type: "create_note@1", config: { title: text } };
    case "notice":
      return { key, type: "send_notification@1", config: { to: "people", people: [...site.people], title: text } };
    case "variables":
      return { key, type: "set_variables@1", config: { values: { text: template(text) } } };
    case "mail":
      return { key, type: "send_email@1", config: { to: "chaos@example.test", subject: text, body: "Hello" } };
    case "delay":
      return { key, type: "delay@1", config: { amount: node.seconds, unit: "seconds" } };
    case "call":
      return { key, type: "http_request@1", config: { method: "POST", url: url(node.mode), body, idempotent: true } };
    case "picky":
      return { key, type: "http_request@1", config: { method: "PUT", url: url("picky"), body } };
    case "fatal":
      return { key, type: "http_request@1", config: { method: "PUT", url: url("refused"), body } };
    case "unkeyed": {
      const config = { method: "POST", url: url("ok"), body, idempotent: false };
      return { key, type: "http_request@1", config, onError: "continue" };
    }
    case "forever":
      return { key, type: "wait_for_event@1", config: { key: `never/${text}`, amount: 300, unit: "days" } };
    case "stop": {
      const result = { tag: template(site.source.tag) };
      return { key, type: "stop@1", config: { status: node.status, message: "", result } };
    }
  }
}

function recordSteps(node: RecordNode, text: string): readonly PlainStep[] {
  const { key } = node;
  const target = { kind: "step", stepKey: key };
  const undoing = { type: "delete_record@1", config: { entityType: "tasks", target } };
  switch (node.kind) {
    case "task": {
      const config = { title: text, dueInDays: 1, priority: "normal" };
      return [{ key, type: "create_task@1", config, ...(node.undo ? { compensation: undoing } : {}) }];
    }
    case "contact":
      return [{ key, type: "create_record@1", config: { entityType: "contacts", fields: { name: template(text) } } }];
    case "upsert":
      return [upsert(key, text, "new"), upsert(`${key}_b`, text, text)];
    case "update": {
      const fields = { description: template(text) };
      return [
        { key, type: "update_record@1", config: { entityType: "companies", target: { kind: "trigger" }, fields } },
      ];
    }
    case "touch":
      return [touch(key, text)];
    case "remove":
      return [
        { key, type: "create_task@1", config: { title: text, dueInDays: 1, priority: "normal" } },
        { key: `${key}_d`, ...undoing },
      ];
  }
}

function upsert(key: string, name: string, title: string): PlainStep {
  const fields = { name: template(name), job_title: template(title) };
  return { key, type: "upsert_record@1", config: { entityType: "contacts", matchField: "name", fields } };
}

/** Changes the loop's item, whose step the text's last slot names. */
function touch(key: string, text: string): PlainStep {
  const loop = /steps\.(\w+)\.item\.record\.name \}\}[^{]*$/.exec(text)?.[1];
  if (loop === undefined) throw new Error("Only a loop has items to touch");
  const target = { kind: "record", id: { kind: "formula", cel: `steps.${loop}.item.id` } };
  return {
    key,
    type: "update_record@1",
    config: { entityType: "contacts", target, fields: { job_title: template(text) } },
  };
}
