import { decideApproval, reportEvent } from "@catalyst/records";
import type { Random } from "../random.ts";
import type { ChaosSite } from "../site/chaos-site.ts";
import type { ChaosTenant } from "../site/make-tenants.ts";
import type { PlannedRun } from "./plan-runs.ts";

type WaitRow = { readonly wait_id: string; readonly tenant_id: string; readonly title: string };

const OPEN_APPROVALS = `
  select wait_id, tenant_id, details ->> 'title' as title from crm.workflow_waits
  where kind = 'approval' and resolved_at is null`;

/** Reports the events of a run, each twice: before the run waits, beside it, or after. */
export async function reportEvents(site: ChaosSite, { tenant, expected }: PlannedRun): Promise<void> {
  for (const name of expected.events) {
    const event = { name, id: name, payload: { name } };
    const report = (): Promise<void> => site.inTenant(tenant.principal, (tx) => reportEvent(tx, site.queue, event));
    await Promise.all([report(), report()]);
  }
}

/** Decides what is asked, as planned; two people at once, of whom the slower one wants the opposite. */
export async function decideOpen(
  site: ChaosSite,
  tenants: readonly ChaosTenant[],
  decisions: ReadonlyMap<string, "approved" | "rejected">,
): Promise<number> {
  const open = await site.ask<WaitRow>(OPEN_APPROVALS);
  for (const { wait_id: waitId, tenant_id: tenantId, title } of open) {
    const tenant = tenants.find(({ principal }) => principal.tenantId === tenantId);
    const decision = decisions.get(`${tenantId} ${title}`);
    if (tenant === undefined || decision === undefined) throw new Error(`Nobody expects the approval ${title}`);
    const decide = (what: "approved" | "rejected"): Promise<unknown> =>
      site.inTenant(tenant.principal, (tx) =>
        decideApproval(tx, site.queue, { waitId, decision: what, reason: "Chaos" }),
      );
    await decide(decision);
    await Promise.all([decide(decision === "approved" ? "rejected" : "approved"), decide(decision)]);
  }
  return open.length;
}

/** When the events of a run are reported, in ms after its start. */
export function eventDelayMs(random: Random): number {
  return random.chance(0.3) ? 0 : random.int(0, 4_000);
}
