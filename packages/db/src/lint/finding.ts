import type pg from "pg";

/** What a rule has to say about one object of the schema. */
export type Finding = {
  readonly rule: string;
  /** The table, index, function or role, by its qualified name. */
  readonly object: string;
  readonly problem: string;
};

/** One rule of docs/security.md: a query over pg_catalog that returns `object` and `problem` for each breach. */
export type SchemaRule = { readonly name: string; readonly sql: string };

/** What the lint needs of a connection. */
export type CatalogReader = Pick<pg.ClientBase, "query">;
