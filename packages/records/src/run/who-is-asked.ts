import { PrincipalId, type ApprovalDelegation } from "@catalyst/contracts";

/** A delegation as it is kept. */
export type StoredDelegation = {
  readonly from: string;
  readonly to: string;
  readonly note: string;
  readonly at: string;
};

/** Delegations with their ids parsed. */
export function toDelegations(stored: readonly StoredDelegation[]): readonly ApprovalDelegation[] {
  return stored.map(({ from, to, note, at }) => ({
    from: PrincipalId.parse(from),
    to: PrincipalId.parse(to),
    note,
    at,
  }));
}

/** Whom an approval asks, after everybody who has handed it on: also who hands back, and who is asked again by an escalation. */
export function whoIsAsked(
  people: readonly string[],
  delegations: readonly Pick<ApprovalDelegation, "from" | "to">[],
): readonly PrincipalId[] {
  const start = people.map((id) => PrincipalId.parse(id));
  const asked = delegations.reduce<readonly PrincipalId[]>(
    (now, { from, to }) => now.map((id) => (id === from ? to : id)),
    start,
  );
  return [...new Set(asked)];
}
