import { FIELD_TYPE_MODULES, type Conversion } from "@catalyst/custom-fields";
import type { TenantTransaction } from "@catalyst/db";
import type { ConversionRow } from "./conversion-row.ts";

const PEOPLE = "select principal_id, name from crm.principals where tenant_id = $1";

/** The conversion that a row describes, from its old type to its new one. */
export async function conversionOf(tx: TenantTransaction, row: ConversionRow): Promise<Conversion> {
  const byName = [row.from_type, row.to_type].some((type) => FIELD_TYPE_MODULES[type].form === "person");
  return {
    from: { type: row.from_type, config: row.from_config },
    to: { type: row.to_type, config: row.to_config },
    people: byName ? await loadPeople(tx) : new Map(),
  };
}

/** The same conversion the other way round. */
export function reversed(conversion: Conversion): Conversion {
  return { ...conversion, from: conversion.to, to: conversion.from };
}

async function loadPeople(tx: TenantTransaction): Promise<ReadonlyMap<string, string>> {
  const result = await tx.query<{ principal_id: string; name: string }>("people", PEOPLE, [tx.principal.tenantId]);
  return new Map(result.rows.map((row) => [row.principal_id, row.name]));
}
