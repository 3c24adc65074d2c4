import { WorkflowGraph } from "@catalyst/contracts";

/** Ids of another tenant, or of nobody. */
export type ForeignIds = {
  readonly recordId: string;
  readonly otherRecordId: string;
  readonly fieldId: string;
  readonly conversionId: string;
  readonly workflowId: string;
  readonly versionId: string;
  readonly runId: string;
  readonly importId: string;
  readonly viewId: string;
  readonly exportId: string;
  readonly credentialId: string;
  readonly principalId: string;
  readonly teamId: string;
  readonly tenantId: string;
  /** Key of an entity type that the other tenant defined. */
  readonly customType: string;
};

type Input = (ids: ForeignIds) => unknown;

const GRAPH = WorkflowGraph.parse({
  schema: 1,
  trigger: { type: "record_created@1", config: { entityType: "companies" } },
  steps: [],
  edges: [],
});
const none: Input = () => undefined;
const company = (ids: ForeignIds): object => ({ entityType: "companies", id: ids.recordId });
const companies = (ids: ForeignIds): object => ({ entityType: "companies", ids: [ids.recordId] });
const condition = (field: string, value: string): object => ({
  entityType: "contacts",
  filter: { kind: "condition", field, operator: "equals", value },
});
const graphOn = (ids: ForeignIds): WorkflowGraph =>
  WorkflowGraph.parse({
    ...GRAPH,
    trigger: { type: "record_created@1", config: { entityType: ids.customType } },
    steps: [
      {
        key: "s1",
        type: "update_record@1",
        name: "Change it",
        config: {
          entityType: ids.customType,
          target: { kind: "record", id: { kind: "literal", value: ids.otherRecordId } },
          fields: {},
        },
      },
    ],
    edges: [{ from: "trigger", to: "s1" }],
  });

/** Inputs of every procedure that could reach another tenant's data, each built from that tenant's ids. */
export const isolationCases: Readonly<Record<string, readonly Input[]>> = {
  "session.me": [none],
  "session.switchTenant": [({ tenantId }) => ({ tenantId })],
  "metadata.get": [none],
  "metadata.apiSchema": [() => ({ entityType: "companies" }), ({ customType }) => ({ entityType: customType })],
  "records.list": [
    () => ({ entityType: "companies" }),
    () => ({ entityType: "companies", deleted: true }),
    () => ({ entityType: "companies", search: "canary" }),
    ({ customType }) => ({ entityType: customType }),
    (ids) => condition("company", ids.recordId),
    (ids) => condition("ownerId", ids.principalId),
    (ids) => condition("company.ownerId", ids.principalId),
  ],
  "records.count": [
    () => ({ entityType: "companies" }),
    ({ customType }) => ({ entityType: customType }),
    (ids) => condition("company", ids.recordId),
  ],
  "records.get": [company, (ids) => ({ entityType: ids.customType, id: ids.otherRecordId })],
  "records.getMany": [companies, (ids) => ({ entityType: ids.customType, ids: [ids.otherRecordId] })],
  "records.create": [
    (ids) => ({ entityType: "contacts", fields: { name: "Made by B", company: ids.recordId } }),
    (ids) => ({ entityType: "contacts", fields: { name: "Made by B" }, ownerId: ids.principalId }),
    (ids) => ({ entityType: "contacts", fields: { name: "Made by B" }, teamId: ids.teamId }),
    (ids) => ({ entityType: ids.customType, fields: { name: "Made by B" } }),
    (ids) => ({ entityType: "companies", id: ids.recordId, fields: { name: "Same id" } }),
  ],
  "records.update": [
    (ids) => ({ ...company({ ...ids, recordId: ids.otherRecordId }), version: 1, fields: { name: "Taken" } }),
  ],
  "records.updateMany": [
    (ids) => ({ ...companies({ ...ids, recordId: ids.otherRecordId }), fields: { city: "Taken" } }),
  ],
  "records.delete": [(ids) => companies({ ...ids, recordId: ids.otherRecordId })],
  "records.planDeletion": [(ids) => companies({ ...ids, recordId: ids.otherRecordId })],
  "records.deletion": [({ recordId }) => ({ deletionId: recordId })],
  "records.cancelDeletion": [({ recordId }) => ({ deletionId: recordId })],
  "records.planRestore": [(ids) => companies({ ...ids, recordId: ids.otherRecordId })],
  "search.global": [() => ({ text: "canary" }), ({ customType }) => ({ text: "canary", entityTypes: [customType] })],
  "records.restore": [(ids) => companies({ ...ids, recordId: ids.otherRecordId })],
  "records.history": [(ids) => company({ ...ids, recordId: ids.otherRecordId })],
  "fields.list": [
    () => ({ entityType: "companies" }),
    () => ({ entityType: "companies", archived: true }),
    ({ customType }) => ({ entityType: customType }),
  ],
  "fields.create": [
    ({ customType }) => ({ entityType: customType, field: { label: "Mine", type: "text" } }),
    ({ customType }) => ({
      entityType: "companies",
      field: { label: "To it", type: "relation", config: { targetEntityType: customType } },
    }),
  ],
  "fields.update": [({ fieldId }) => ({ fieldId, version: 1, patch: { label: "Taken" } })],
  "fields.archive": [({ fieldId }) => ({ fieldId })],
  "fields.restore": [({ fieldId }) => ({ fieldId })],
  "fields.setIndexed": [({ fieldId }) => ({ fieldId, indexed: false })],
  "fields.cancelIndexing": [({ fieldId }) => ({ fieldId, index: "search" })],
  "fields.setUnique": [({ fieldId }) => ({ fieldId, unique: true })],
  "fields.listDuplicates": [({ fieldId }) => ({ fieldId })],
  "fields.reorder": [
    ({ fieldId }) => ({ entityType: "companies", places: [{ fieldId, section: "Mine", position: 1 }] }),
    ({ fieldId, customType }) => ({ entityType: customType, places: [{ fieldId, section: "Mine", position: 1 }] }),
  ],
  "fields.usage": [({ fieldId }) => ({ fieldId })],
  "fields.useCounts": [({ customType }) => ({ entityType: customType }), () => ({ entityType: "companies" })],
  "fields.planTypeChange": [({ fieldId }) => ({ fieldId, type: "longText" })],
  "fields.getTypeChange": [({ conversionId }) => ({ conversionId })],
  "fields.changeType": [({ conversionId }) => ({ conversionId })],
  "fields.cancelChange": [({ conversionId }) => ({ conversionId })],
  "fields.undoTypeChange": [({ conversionId }) => ({ conversionId })],
  "fields.recompute": [({ customType }) => ({ entityType: customType })],
  "fields.cancelRecompute": [({ customType }) => ({ entityType: customType })],
  "fields.planDeletion": [({ fieldId }) => ({ fieldId })],
  "fields.delete": [({ fieldId }) => ({ fieldId })],
  "entityTypes.create": [({ customType }) => ({ label: "Plant", labelPlural: "Plants", key: customType })],
  "entityTypes.archive": [({ customType }) => ({ key: customType })],
  "workflows.list": [none],
  "workflows.get": [({ workflowId }) => ({ workflowId })],
  "workflows.create": [() => ({ name: "Mine" }), (ids) => ({ name: "Mine", graph: graphOn(ids) })],
  "workflows.saveDraft": [({ workflowId }) => ({ workflowId, draftVersion: 1, graph: GRAPH })],
  "workflows.validate": [(ids) => ({ graph: graphOn(ids) })],
  "workflows.rehearse": [
    ({ workflowId }) => ({ workflowId }),
    (ids) => ({ workflowId: ids.workflowId, graph: GRAPH, record: company(ids) }),
  ],
  "workflows.publish": [({ workflowId }) => ({ workflowId, draftVersion: 1 })],
  "workflows.setEnabled": [({ workflowId }) => ({ workflowId, enabled: false })],
  "workflows.versions": [({ workflowId }) => ({ workflowId })],
  "workflows.getVersion": [({ workflowId, versionId }) => ({ workflowId, versionId })],
  "workflows.restoreVersion": [({ workflowId, versionId }) => ({ workflowId, versionId, draftVersion: 1 })],
  "workflows.start": [({ workflowId, principalId }) => ({ workflowId, key: principalId })],
  "workflows.startable": [none],
  "workflows.pause": [({ workflowId }) => ({ workflowId, paused: "queue" })],
  "workflows.setFailureAlert": [({ workflowId, principalId }) => ({ workflowId, principalId })],
  "workflows.webhook": [({ workflowId }) => ({ workflowId })],
  "workflows.rotateWebhook": [({ workflowId }) => ({ workflowId })],
  "runs.retry": [({ runId }) => ({ runId })],
  "runs.repair": [({ runId }) => ({ runIds: [runId] })],
  "runs.causes": [({ workflowId }) => ({ workflowId })],
  "runs.deliverEvent": [({ runId }) => ({ name: `order:${runId}`, id: "1" })],
  "runs.retention": [none],
  "runs.setRetention": [() => ({ days: 1 })],
  "enrolments.start": [
    ({ workflowId }) => ({ workflowId, entityType: "companies", filter: { kind: "and", filters: [] } }),
  ],
  "enrolments.get": [({ runId }) => ({ enrolmentId: runId })],
  "enrolments.list": [({ workflowId }) => ({ workflowId })],
  "enrolments.steer": [({ runId }) => ({ enrolmentId: runId, state: "paused" })],
  "approvals.list": [none],
  "approvals.get": [({ runId }) => ({ waitId: runId })],
  "approvals.decide": [({ runId }) => ({ waitId: runId, decision: "approved" })],
  "approvals.delegate": [({ runId, principalId }) => ({ waitId: runId, toPrincipalId: principalId })],
  "notifications.list": [() => ({})],
  "notifications.markRead": [({ runId }) => ({ notificationIds: [runId] })],
  "runs.list": [() => ({}), ({ workflowId }) => ({ workflowId }), (ids) => ({ record: company(ids) })],
  "runs.get": [({ runId }) => ({ runId })],
  "runs.stepOutput": [({ runId }) => ({ runId, seq: 1 })],
  "runs.cancel": [({ runId }) => ({ runId })],
  "imports.create": [({ customType }) => ({ entityType: customType, fileName: "mine.csv", sizeBytes: 10 })],
  "imports.appendChunk": [({ importId }) => ({ importId, ordinal: 1, text: "more\n" })],
  "imports.preview": [({ importId }) => ({ importId })],
  "imports.workflows": [({ importId }) => ({ importId })],
  "imports.checkMapping": [({ importId }) => ({ importId, columns: [{ kind: "field", key: "name" }] })],
  "imports.start": [({ importId }) => ({ importId, columns: [{ kind: "field", key: "name" }] })],
  "imports.get": [({ importId }) => ({ importId })],
  "imports.cancel": [({ importId }) => ({ importId })],
  "imports.list": [none],
  "imports.failedRows": [({ importId }) => ({ importId })],
  "credentials.list": [none],
  "credentials.create": [() => ({ name: "Mine", host: "not a host", secret: { kind: "bearer", token: "secret" } })],
  "credentials.update": [({ credentialId }) => ({ credentialId, version: 1, name: "Taken", host: "evil.example.com" })],
  "credentials.delete": [({ credentialId }) => ({ credentialId })],
  "exports.create": [
    ({ customType }) => ({ entityType: customType, columns: ["name"] }),
    (ids) => ({ ...condition("company", ids.recordId), columns: ["name"] }),
  ],
  "exports.get": [({ exportId }) => ({ exportId })],
  "exports.list": [none],
  "exports.cancel": [({ exportId }) => ({ exportId })],
  "views.list": [() => ({ entityType: "companies" }), ({ customType }) => ({ entityType: customType })],
  "views.create": [
    ({ customType }) => ({ entityType: customType, name: "Mine" }),
    (ids) => ({ ...condition("company", ids.recordId), name: "Mine" }),
  ],
  "views.update": [({ viewId }) => ({ viewId, version: 1, name: "Taken" })],
  "views.delete": [({ viewId }) => ({ viewId })],
  "calendar.setOwn": [() => ({ timeZone: "Europe/Berlin", weekStartsOn: 1 })],
  "calendar.setTenant": [() => ({ timeZone: "Europe/Berlin", weekStartsOn: 1 })],
  "members.list": [none],
  "members.changeRole": [({ principalId }) => ({ principalId, role: "admin" })],
  "members.remove": [({ principalId }) => ({ principalId })],
  "mailbox.list": [() => ({})],
};
