import type { Role } from "../../packages/contracts/src/index.ts";

/** A member of a demo tenant. The address names tenant and role, so that one remembers it. */
export type DemoMember = { readonly name: string; readonly email: string; readonly role: Role };

/** A demo tenant, before its data. */
export type DemoTenant = {
  readonly name: string;
  readonly slug: string;
  readonly seed: number;
  readonly members: readonly DemoMember[];
  /** Members of other demo tenants who also belong here, to show switching. */
  readonly guests: readonly { readonly email: string; readonly role: Role }[];
};

/** One password for all: these accounts exist in demo data only. */
export const DEMO_PASSWORD = "catalyst-demo";

/** The two tenants that a first start shows. */
export const DEMO_TENANTS: readonly DemoTenant[] = [
  {
    name: "Northwind Trading",
    slug: "northwind",
    seed: 11,
    members: [
      { name: "Nora Lindqvist", email: "admin@northwind.example", role: "admin" },
      { name: "Marcus Bell", email: "manager@northwind.example", role: "manager" },
      { name: "Sofia Ramos", email: "sales@northwind.example", role: "sales" },
      { name: "Rui Tanaka", email: "readonly@northwind.example", role: "read_only" },
    ],
    guests: [],
  },
  {
    name: "Juniper Health",
    slug: "juniper",
    seed: 23,
    members: [
      { name: "Jana Novak", email: "admin@juniper.example", role: "admin" },
      { name: "Miles Okafor", email: "manager@juniper.example", role: "manager" },
      { name: "Selma Haddad", email: "sales@juniper.example", role: "sales" },
      { name: "Robin Clarke", email: "readonly@juniper.example", role: "read_only" },
    ],
    guests: [{ email: "admin@northwind.example", role: "manager" }],
  },
];
