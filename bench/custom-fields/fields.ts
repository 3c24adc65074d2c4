import { FieldInput } from "@catalyst/contracts";
import { DOMAIN, type TenantSize } from "./plan.ts";

/**
 * A field of the bench: how it is made, and its values as SQL of the row number n. `sql` is typed as the slot is;
 * `json` is what stands in `values`, where that is another form.
 */
export type BenchField = {
  readonly input: FieldInput;
  readonly key: string;
  readonly sql: string;
  readonly json?: string;
  /** Percent of the records that have a value. */
  readonly fill: number;
  /** Whether queries ask for it. */
  readonly queried: boolean;
};

type SlotType = "number" | "text" | "date" | "boolean" | "unique" | "user";

/** A random whole number that is the same at every run; each field draws by a seed of its own. */
const random = (seed: number): string => `(hashint8extended(n, ${seed}) & 2147483647)`;
/** Two decimal places without a long tail. */
const VALUE_SQL: Readonly<Record<SlotType, (seed: number) => Pick<BenchField, "sql" | "json">>> = {
  number: (seed) => ({ sql: `(${random(seed)} % 100000)::float8` }),
  text: (seed) => ({ sql: `'Text ' || ${random(seed)} % 5000` }),
  date: (seed) => dateOf(seed, DOMAIN.days),
  boolean: (seed) => ({ sql: `${random(seed)} % 2 = 0` }),
  unique: (seed) => ({ sql: `'u${seed}-' || n` }),
  user: () => ({ sql: "owner_id" }),
};

function dateOf(seed: number, days: number): Pick<BenchField, "sql" | "json"> {
  const day = `date '2000-01-01' + (${random(seed)} % ${days})::int`;
  return { sql: `(${day})::timestamptz`, json: `to_char(${day}, 'YYYY-MM-DD')` };
}

const regions = Array.from({ length: DOMAIN.percent }, (_unused, index) => `region_${index}`);

/** The fields that are asked for; every record has them. */
const QUERIED: readonly BenchField[] = [
  field("score", "number", { sql: `(${random(1)} % ${DOMAIN.score})::float8` }),
  field("grade", "number", { sql: `(${random(2)} % ${DOMAIN.percent})::float8` }),
  field("code", "text", { sql: `'k' || lpad((${random(3)} % ${DOMAIN.code})::text, 7, '0')` }),
  field("region", "select", { sql: `'region_' || ${random(4)} % ${DOMAIN.percent}` }),
  field("since", "date", dateOf(5, DOMAIN.days)),
  field("active", "boolean", { sql: `${random(6)} % 2 = 0` }),
];

/** The rest of each kind's places. */
const REST: Readonly<Record<SlotType, number>> = { number: 8, text: 8, date: 9, boolean: 4, unique: 5, user: 5 };
/** Percent of the records that have a value in a field: of 200 fields a record has some 45. */
const SLOTTED_FILL = 60;
const PLAIN_FILL = 10;

/** The fields of a tenant, in the order in which they are made: its first ones take the first slots. */
export function fieldsOf(size: Pick<TenantSize, "slots" | "plainFields">): readonly BenchField[] {
  const rest = (Object.keys(REST) as SlotType[]).flatMap((type) =>
    Array.from({ length: size.slots === "all" ? REST[type] : 0 }, (_unused, index) => restField(type, index)),
  );
  const plain = Array.from({ length: size.plainFields }, (_unused, index) => plainField(index));
  const queried = size.slots === "none" ? QUERIED.map(withoutIndex) : QUERIED;
  return [...queried, ...rest, ...plain];
}

function restField(type: SlotType, index: number): BenchField {
  const seed = 100 * (1 + Object.keys(REST).indexOf(type)) + index;
  const unique = type === "unique";
  const made = field(`${type}_${index + 1}`, unique ? "text" : type, { ...VALUE_SQL[type](seed), unique });
  return { ...made, fill: SLOTTED_FILL, queried: false };
}

function plainField(index: number): BenchField {
  const seed = 1_000 + index;
  const number = index % 3 === 0;
  const value = number ? VALUE_SQL.number(seed) : VALUE_SQL.text(seed);
  const made = field(`plain_${index + 1}`, number ? "number" : "text", value);
  return { ...withoutIndex(made), fill: PLAIN_FILL, queried: false };
}

function withoutIndex(made: BenchField): BenchField {
  return { ...made, input: { ...made.input, indexed: false } };
}

type Value = Pick<BenchField, "sql" | "json"> & { readonly unique?: boolean };

function field(key: string, type: FieldInput["type"], { unique = false, ...value }: Value): BenchField {
  const options = regions.map((id) => ({ id, label: id, hue: "slate" }));
  const config = type === "select" ? { options } : {};
  const input = FieldInput.parse({ label: key, key, type, unique, indexed: !unique, config });
  return { input, key, ...value, fill: 100, queried: true };
}
