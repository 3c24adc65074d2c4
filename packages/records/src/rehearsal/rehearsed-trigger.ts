import {
  DomainError,
  type RehearseInput,
  type TriggerEvent,
  type TriggerSnapshot,
  VersionId,
  WorkflowId,
  type WorkflowGraph,
} from "@catalyst/contracts";
import type { TenantTransaction } from "@catalyst/db";
import { eventsOf, matchTriggers, NEEDS_RECORD } from "@catalyst/workflow-engine";
import type { Metadata } from "../metadata/metadata.ts";
import { tenantScope } from "../read/filter-scope.ts";
import { toSnapshot } from "../read/record-row.ts";
import type { RecordService } from "../record-service.ts";

type Asked = { readonly graph: WorkflowGraph; readonly input: RehearseInput };

const NO_ID = "00000000-0000-4000-8000-000000000000";

/** The change that the rehearsal pretends has just happened. @throws DomainError where a record is needed and none is named */
export async function rehearsedTrigger(
  tx: TenantTransaction,
  records: RecordService,
  { graph, input }: Asked,
): Promise<TriggerSnapshot> {
  const { type, config } = graph.trigger;
  const [event = "manual"]: readonly TriggerEvent[] = eventsOf(type);
  const given = input.input === null ? {} : { input: input.input };
  if (input.record === undefined || config.entityType === "") {
    if (NEEDS_RECORD.has(type))
      throw new DomainError("bad_request", "Choose a record to rehearse with: this workflow starts from one.");
    return {
      event,
      entityType: null,
      recordId: null,
      recordVersion: 0,
      record: {},
      previous: null,
      changedFields: [],
      ...given,
    };
  }
  const { record } = await records.get(tx, { entityType: config.entityType, id: input.record.id });
  const snapshot = toSnapshot(record);
  const previous = event === "created" ? null : { ...snapshot, ...input.previous };
  return {
    event,
    entityType: record.entityType,
    recordId: record.id,
    recordVersion: record.version,
    record: snapshot,
    previous,
    changedFields: event === "created" ? Object.keys(record.fields) : Object.keys(input.previous),
    ...given,
  };
}

/** Whether the trigger would start a run for the change; null where no change of a record starts it. */
export function wouldStart(
  graph: WorkflowGraph,
  trigger: TriggerSnapshot,
  { metadata, now }: { readonly metadata: Metadata; readonly now: string },
): boolean | null {
  if (!NEEDS_RECORD.has(graph.trigger.type)) return null;
  const published = {
    workflowId: WorkflowId.parse(NO_ID),
    versionId: VersionId.parse(NO_ID),
    minEngine: 1,
    trigger: graph.trigger,
  };
  const filterScope = (key: string) => {
    const entityType = metadata.entityTypes.get(key);
    return entityType === undefined ? null : tenantScope(metadata, entityType);
  };
  return matchTriggers(trigger, [published], { now, filterScope }).length > 0;
}
