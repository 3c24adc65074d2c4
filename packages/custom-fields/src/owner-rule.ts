import type { Principal } from "@catalyst/contracts";
import type { SqlParameters } from "./sql-parameters.ts";

/** Whose rule it is, and the alias of crm.records that it is about. */
export type OwnerRuleUse = { readonly principal: Principal; readonly alias: string };

/** The owner rule of a principal as predicates; none when all is seen. */
export function ownerRule(entityType: string, use: OwnerRuleUse, parameters: SqlParameters): readonly string[] {
  const { principal, alias } = use;
  switch (principal.scopeByEntityType[entityType] ?? principal.scope) {
    case "all":
      return [];
    case "own":
      return [`${alias}.owner_id = ${parameters.add(principal.principalId)}::uuid`];
    case "team":
      return [
        `(${alias}.owner_id = ${parameters.add(principal.principalId)}::uuid or ${alias}.team_id = any(${parameters.add([...principal.teamIds])}::uuid[]))`,
      ];
  }
}
