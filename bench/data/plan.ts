/** How many records of an entity type a bench tenant has. */
export type Portion = { readonly entityType: "companies" | "contacts"; readonly records: number };
/** A bench tenant by its slug. */
export type TenantPlan = { readonly slug: string; readonly portions: readonly Portion[] };

/** Lists and filters are measured here: 300,000 records of one entity type, beside 700,000 of others. */
export const LARGE_TENANT = "bench-large";
/** Runs are measured here, so that what they write changes nothing in the other figures. */
export const RUNS_TENANT = "bench-runs";
/** Everybody's password. */
export const BENCH_PASSWORD = "bench password, never used elsewhere";

/** A million records. */
export const BENCH_TENANTS: readonly TenantPlan[] = [
  { slug: LARGE_TENANT, portions: [{ entityType: "companies", records: 300_000 }] },
  {
    slug: "bench-second",
    portions: [
      { entityType: "companies", records: 150_000 },
      { entityType: "contacts", records: 150_000 },
    ],
  },
  {
    slug: "bench-third",
    portions: [
      { entityType: "companies", records: 100_000 },
      { entityType: "contacts", records: 150_000 },
    ],
  },
  {
    slug: RUNS_TENANT,
    portions: [
      { entityType: "companies", records: 50_000 },
      { entityType: "contacts", records: 100_000 },
    ],
  },
];

/** How many different values the indexed field `score` has: 30 records of 300,000 have the same. */
export const SCORES = 10_000;

/** The address of a bench tenant's admin. */
export function adminEmail(slug: string): string {
  return `admin@${slug}.example`;
}
