import type { Principal, WorkflowId } from "@catalyst/contracts";
import { withClient, withDatabase } from "@catalyst/db";
import { makeAdmin } from "../../data/make-tenant.ts";
import type { Random } from "../random.ts";
import { drawWorkflows, type WorkflowCounts } from "../model/draw-program.ts";
import { CHAINED, itemName } from "../model/evaluate.ts";
import { GROUPS, type Workflow } from "../model/program.ts";
import { type GraphSite, toGraph } from "../model/to-graph.ts";
import { template } from "../model/steps.ts";
import { type ChaosSite, publish } from "./chaos-site.ts";
import { WorkflowGraph } from "@catalyst/contracts";

/** A published workflow. */
export type Published = { readonly workflowId: WorkflowId; readonly workflow: Workflow };

/** A tenant with its workflows. */
export type ChaosTenant = {
  readonly place: number;
  readonly principal: Principal;
  readonly called: readonly Workflow[];
  /** Those that are started from outside. */
  readonly started: readonly Published[];
};

/** Makes tenants, each with workflows of its own, the contacts that loops go through, and a workflow that each new contact starts. */
export async function makeTenants(
  site: ChaosSite,
  random: Random,
  size: { readonly tenants: number; readonly workflows: WorkflowCounts },
): Promise<readonly ChaosTenant[]> {
  const tenants: ChaosTenant[] = [];
  for (let place = 0; place < size.tenants; place += 1)
    tenants.push(await makeTenant(site, place, drawWorkflows(random.fork(`tenant ${place}`), size.workflows)));
  return tenants;
}

async function makeTenant(site: ChaosSite, place: number, drawn: readonly Workflow[]): Promise<ChaosTenant> {
  const adminUrl = withDatabase(site.server.adminUrl, "chaos");
  const principal = await withClient(adminUrl, (admin) => makeAdmin(admin, `chaos-${place}`));
  await makeItems(site, principal);
  await publish(site, principal, { name: CHAINED, graph: CHAINED_GRAPH });
  const called: Published[] = [];
  const started: Published[] = [];
  for (const workflow of drawn) {
    const graphSite: GraphSite = { receiverUrl: site.receiver.url, people: [principal.principalId], called };
    const workflowId = await publish(site, principal, { name: workflow.name, graph: toGraph(workflow, graphSite) });
    (workflow.start === "called" ? called : started).push({ workflowId, workflow });
  }
  return { place, principal, called: called.map(({ workflow }) => workflow), started };
}

async function makeItems(site: ChaosSite, principal: Principal): Promise<void> {
  const names = GROUPS.flatMap((group) => Array.from({ length: group }, (_, place) => itemName(group, place)));
  const records = names.map((name) => ({ fields: { name } }));
  await site.inTenant(principal, (tx) =>
    site.records.createMany(tx, { entityType: "contacts", records, startRuns: false }, { kind: "seed" }),
  );
}

const CHAINED_GRAPH = WorkflowGraph.parse({
  schema: 1,
  trigger: { type: "record_created@1", config: { entityType: "contacts", watchedFields: [] } },
  steps: [
    {
      key: "done",
      type: "create_record@1",
      name: "done",
      config: { entityType: "tasks", fields: { title: template("{{ record.name }}/done") } },
    },
  ],
  edges: [{ from: "trigger", to: "done" }],
});
