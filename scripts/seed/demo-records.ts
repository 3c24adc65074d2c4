import {
  type FieldValue,
  RecordPatch,
  RecordId,
  type Role,
  type Principal,
} from "../../packages/contracts/src/index.ts";
import { DEMO_CURRENCIES, DEMO_TAGS } from "./demo-fields.ts";
import * as words from "./demo-words.ts";
import type { Draw } from "./seeded-random.ts";

/** Records of one entity type, in the form that the record service's bulk path takes. */
export type DemoBatch = {
  readonly entityType: string;
  readonly records: readonly (RecordPatch & { readonly id: RecordId })[];
};

/** What the demo's records refer to. */
export type DemoContext = {
  readonly draw: Draw;
  readonly principals: Readonly<Record<Role, Principal>>;
  readonly stageIds: readonly string[];
  /** Today's date; due dates lie around it. */
  readonly today: Date;
};

const COMPANIES = 60;
const CONTACTS = 120;
const DEALS = 40;
const TASKS = 50;
const NOTES = 30;

/** All records of a demo tenant, companies first since the rest points to them. Pure. */
export function demoRecords(context: DemoContext): readonly DemoBatch[] {
  const companies = Array.from({ length: COMPANIES }, (_unused, index) =>
    record(context, company(context.draw, index)),
  );
  const contacts = Array.from({ length: CONTACTS }, () => record(context, contact(context.draw, companies)));
  const deals = Array.from({ length: DEALS }, () => record(context, deal(context, companies)));
  const tasks = Array.from({ length: TASKS }, () => record(context, task(context, companies)));
  const notes = Array.from({ length: NOTES }, () => record(context, note(context.draw, companies)));
  return [
    { entityType: "companies", records: companies },
    { entityType: "contacts", records: contacts },
    { entityType: "deals", records: deals },
    { entityType: "tasks", records: tasks },
    { entityType: "notes", records: notes },
  ];
}

type DemoRecord = DemoBatch["records"][number];
type Values = Record<string, FieldValue>;

function record({ draw, principals }: DemoContext, fields: Values): DemoRecord {
  const owner = draw.of([principals.sales, principals.sales, principals.manager]);
  return {
    ...RecordPatch.parse({ fields, ownerId: owner.principalId, teamId: owner.teamIds[0] ?? null }),
    id: RecordId.parse(draw.id()),
  };
}

function company(draw: Draw, index: number): Values {
  const first = words.COMPANY_FIRST[index % words.COMPANY_FIRST.length] ?? "";
  const name = `${first} ${words.COMPANY_LAST[(index * 7 + Math.floor(index / words.COMPANY_FIRST.length)) % words.COMPANY_LAST.length] ?? ""}`;
  const [city, country] = draw.of(words.PLACES);
  return {
    name,
    city,
    country,
    website: `https://${name.toLowerCase().replace(/ /g, "-")}.example`,
    industry: draw.of(words.INDUSTRIES),
    phone: `+44 20 7946 0${100 + draw.below(900)}`,
    employee_count: 10 + draw.below(5_000),
    segment: draw.of(["enterprise", "mid_market", "small"]),
    tags: DEMO_TAGS.filter(() => draw.below(4) === 0),
    fit: draw.below(5) === 0 ? null : 1 + draw.below(5),
  };
}

function contact(draw: Draw, companies: readonly DemoRecord[]): Values {
  const first = draw.of(words.FIRST_NAMES);
  const last = draw.of(words.LAST_NAMES);
  return {
    name: `${first} ${last}`,
    email: `${first}.${last}@mail.example`.toLowerCase(),
    phone: `+44 20 7946 0${100 + draw.below(900)}`,
    job_title: draw.of(words.JOB_TITLES),
    mobile: `+44 7700 900${100 + draw.below(900)}`,
    address: address(draw),
    company: draw.of(companies).id,
  };
}

function address(draw: Draw): FieldValue {
  const [city, , country, postalCode] = draw.of(words.PLACES);
  return { street: `${1 + draw.below(180)} ${draw.of(words.STREETS)}`, city, postalCode, country };
}

function deal(context: DemoContext, companies: readonly DemoRecord[]): Values {
  const { draw } = context;
  const target = draw.of(companies);
  const { name } = target.fields;
  return {
    name: `${typeof name === "string" ? name : ""} ${draw.of(words.DEAL_KINDS)}`,
    amount: 1_000 * (5 + draw.below(295)),
    stage_id: draw.of(context.stageIds),
    close_date: dayFrom(context.today, draw.below(120) - 30),
    budget: { amount: 500 * (8 + draw.below(600)), currency: draw.of(DEMO_CURRENCIES) },
    probability: draw.of([10, 25, 40, 60, 80, 90]),
    company: target.id,
  };
}

function task(context: DemoContext, companies: readonly DemoRecord[]): Values {
  const { draw } = context;
  return {
    title: draw.of(words.TASK_TITLES),
    status: draw.of(["open", "open", "done"]),
    priority: draw.of(["low", "normal", "normal", "high"]),
    due_date: dayFrom(context.today, draw.below(40) - 10),
    company: draw.of(companies).id,
  };
}

function note(draw: Draw, companies: readonly DemoRecord[]): Values {
  return {
    title: draw.of(words.NOTE_TITLES),
    body: "They want a proposal by the end of the month and asked about delivery times.",
    company: draw.of(companies).id,
  };
}

function dayFrom(today: Date, days: number): string {
  return new Date(today.getTime() + days * 86_400_000).toISOString().slice(0, 10);
}
