/** A value as node-postgres takes it. */
export type SqlValue = string | number | boolean | null | readonly string[] | readonly number[];

/** Collects the `$n` parameters of one statement; values never become SQL text. */
export type SqlParameters = {
  readonly values: readonly SqlValue[];
  /** Adds a value and gives its placeholder. Each use casts it, since PostgreSQL takes a placeholder's type from its first use. */
  add(value: SqlValue): string;
};

/** An empty list of parameters. */
export function sqlParameters(): SqlParameters {
  const values: SqlValue[] = [];
  return {
    values,
    add(value) {
      values.push(value);
      return `$${values.length}`;
    },
  };
}
