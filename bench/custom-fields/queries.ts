import type { Filter, Sort } from "@catalyst/contracts";
import { DOMAIN } from "./plan.ts";

/** The fields that queries ask for. */
export type QueriedField = "score" | "grade" | "code" | "region" | "since" | "active";

/** What is asked of a field, in words that every design can put into its own SQL. Ranges end before `to`. */
export type Condition =
  | { readonly kind: "equals"; readonly field: QueriedField; readonly value: string | number | boolean }
  | {
      readonly kind: "range";
      readonly field: QueriedField;
      readonly from: number | string;
      readonly to: number | string;
    }
  | { readonly kind: "startsWith"; readonly field: QueriedField; readonly text: string };

/** A page of 50 records. */
export type Query = {
  readonly conditions: readonly Condition[];
  readonly sort: { readonly field: QueriedField | "createdAt"; readonly direction: "asc" | "desc" };
};

/** The figures that queries count for. */
export type QueryMetric = "indexed_filter_p95_ms" | "top50_p95_ms" | "and_filter_p95_ms" | "one_percent_sorted_p95_ms";

/** One kind of query, with other values at each turn. */
export type QueryKind = {
  readonly name: string;
  readonly metric: QueryMetric;
  readonly query: (turn: number) => Query;
};

/** Rows of a page. */
export const PAGE_ROWS = 50;
/** A prime, so that the values asked for lie all over an index. */
const STRIDE = 7_919;
const NEWEST = { field: "createdAt", direction: "desc" } as const;

const pick = (turn: number, domain: number): number => (turn * STRIDE) % domain;
const day = (index: number): string => new Date(Date.UTC(2000, 0, 1 + index)).toISOString().slice(0, 10);

function filter(name: string, condition: (turn: number) => Condition): QueryKind {
  return { name, metric: "indexed_filter_p95_ms", query: (turn) => ({ conditions: [condition(turn)], sort: NEWEST }) };
}

function top(field: QueriedField, direction: "asc" | "desc"): QueryKind {
  return {
    name: `top_${field}`,
    metric: "top50_p95_ms",
    query: () => ({ conditions: [], sort: { field, direction } }),
  };
}

const region = (turn: number): Condition => ({
  kind: "equals",
  field: "region",
  value: `region_${pick(turn, DOMAIN.percent)}`,
});

const active = (turn: number): Condition => ({ kind: "equals", field: "active", value: turn % 2 === 0 });

/** Every kind of filter by an index, the tops, two fields at once, and one record in a hundred by its date. */
export const QUERY_KINDS: readonly QueryKind[] = [
  filter("number_equals", (turn) => ({ kind: "equals", field: "score", value: pick(turn, DOMAIN.score) })),
  filter("number_range", (turn) => {
    const from = pick(turn, DOMAIN.score);
    return { kind: "range", field: "score", from, to: from + 2 };
  }),
  filter("text_equals", (turn) => ({ kind: "equals", field: "code", value: code(pick(turn, DOMAIN.code)) })),
  filter("text_starts_with", (turn) => ({
    kind: "startsWith",
    field: "code",
    text: code(pick(turn, DOMAIN.code)).slice(0, 6),
  })),
  filter("date_range", (turn) => {
    const from = pick(turn, DOMAIN.days - 2);
    return { kind: "range", field: "since", from: day(from), to: day(from + 2) };
  }),
  filter("boolean_equals", (turn) => active(turn)),
  top("score", "desc"),
  top("since", "desc"),
  top("code", "asc"),
  {
    name: "number_and_boolean",
    metric: "and_filter_p95_ms",
    query: (turn) => ({
      conditions: [{ kind: "equals", field: "score", value: pick(turn, DOMAIN.score) }, active(turn)],
      sort: NEWEST,
    }),
  },
  {
    name: "select_and_boolean",
    metric: "and_filter_p95_ms",
    query: (turn) => ({ conditions: [region(turn), active(turn)], sort: NEWEST }),
  },
  {
    name: "one_percent",
    metric: "one_percent_sorted_p95_ms",
    query: (turn) => ({ conditions: [region(turn)], sort: NEWEST }),
  },
  {
    // One in a hundred of both: 10,000 records each, 100 of both.
    name: "select_and_number",
    metric: "and_filter_p95_ms",
    query: (turn) => ({
      conditions: [region(turn), { kind: "equals", field: "grade", value: pick(turn + 1, DOMAIN.percent) }],
      sort: NEWEST,
    }),
  },
];

/** Whether the product, and hence every design here, prepares the statement: plain lists, and one field equal to a value. */
export function isPreparable({ conditions: [first, ...others] }: Query): boolean {
  if (first === undefined) return true;
  return others.length === 0 && first.kind === "equals" && first.field !== "active";
}

function code(index: number): string {
  return `k${String(index).padStart(7, "0")}`;
}

/** The query as the console would send it. */
export function asList({ conditions, sort }: Query): { readonly filter: Filter | undefined; readonly sort: Sort } {
  const filters = conditions.flatMap((condition): Filter[] => {
    const { field } = condition;
    if (condition.kind === "equals") return [{ kind: "condition", field, operator: "equals", value: condition.value }];
    if (condition.kind === "startsWith")
      return [{ kind: "condition", field, operator: "startsWith", value: condition.text }];
    return [
      { kind: "condition", field, operator: "atLeast", value: condition.from },
      { kind: "condition", field, operator: "lessThan", value: condition.to },
    ];
  });
  const [only] = filters;
  return { filter: filters.length > 1 ? { kind: "and", filters } : only, sort };
}
