/** The entity type whose fields are measured: a custom one, so that all tenants share one partition. */
export const ENTITY_TYPE = "c_assets";
/** The tenant with a million records and 200 fields; every query is its own. */
export const LARGE_TENANT = "fields-large";
/** The tenant in which the first field is indexed while others read, and one that has six indexed fields already. */
export const FIRST_INDEX_TENANT = "fields-first-index";
export const SEVENTH_INDEX_TENANT = "fields-seventh-index";
/** The tenant into which records are written in bulk. */
export const BULK_TENANT = "fields-bulk";
/** The tenant whose lists are read during a backfill. */
export const READER_TENANT = "fields-second";

/** What a tenant of this bench has. */
export type TenantSize = {
  readonly slug: string;
  readonly records: number;
  /** Fields that take all 45 slots, the six that queries ask for, or none. */
  readonly slots: "all" | "few" | "none";
  readonly plainFields: number;
};

/** `BENCH_SCALE` of it all; 1 is what is asked for, and what is reported. */
export const SCALE = readScale();

/** A number of rows at this scale. */
export function scaled(rows: number): number {
  return Math.max(20, Math.round(rows * SCALE));
}

/** Three million records. 45 fields have a slot, `plainFields` have none. */
export const TENANTS: readonly TenantSize[] = [
  { slug: LARGE_TENANT, records: scaled(1_000_000), slots: "all", plainFields: 155 },
  { slug: READER_TENANT, records: scaled(600_000), slots: "all", plainFields: 15 },
  { slug: "fields-third", records: scaled(400_000), slots: "all", plainFields: 15 },
  { slug: "fields-fourth", records: scaled(400_000), slots: "all", plainFields: 15 },
  { slug: SEVENTH_INDEX_TENANT, records: scaled(300_000), slots: "few", plainFields: 15 },
  { slug: FIRST_INDEX_TENANT, records: scaled(300_000), slots: "none", plainFields: 15 },
  { slug: BULK_TENANT, records: 0, slots: "few", plainFields: 15 },
];

/** How many different values the queried fields have: about 100 records share a score, one in a hundred a region. */
export const DOMAIN = { score: scaled(10_000), code: scaled(1_000_000), percent: 100, days: 9_000 } as const;

/** Tenants that use all their slots where the cost of a write is compared with that of one, and the records of both. */
export const MANY_TENANTS = { tenants: scaled(2_000), records: scaled(100_000) } as const;

function readScale(): number {
  const scale = Number(process.env["BENCH_SCALE"] ?? "1");
  if (!(scale > 0 && scale <= 1)) throw new Error("BENCH_SCALE is a number over 0, at most 1");
  return scale;
}
