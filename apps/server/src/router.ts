import { setOwnCalendar } from "./calendar/set-own-calendar.ts";
import { setTenantCalendar } from "./calendar/set-tenant-calendar.ts";
import { createCredential } from "./credentials/create-credential.ts";
import { deleteCredential } from "./credentials/delete-credential.ts";
import { listCredentials } from "./credentials/list-credentials.ts";
import { updateCredential } from "./credentials/update-credential.ts";
import { archiveEntityType } from "./entity-types/archive-entity-type.ts";
import { createEntityType } from "./entity-types/create-entity-type.ts";
import { cancelExport } from "./exports/cancel-export.ts";
import { createExport } from "./exports/create-export.ts";
import { getExport } from "./exports/get-export.ts";
import { listExports } from "./exports/list-exports.ts";
import { archiveField } from "./fields/archive-field.ts";
import { cancelChange } from "./fields/cancel-change.ts";
import { cancelIndexing } from "./fields/cancel-indexing.ts";
import { changeType } from "./fields/change-type.ts";
import { createField } from "./fields/create-field.ts";
import { deleteField } from "./fields/delete-field.ts";
import { fieldUsage } from "./fields/field-usage.ts";
import { fieldUseCounts } from "./fields/field-use-counts.ts";
import { getTypeChange } from "./fields/get-type-change.ts";
import { listDuplicates } from "./fields/list-duplicates.ts";
import { listFields } from "./fields/list-fields.ts";
import { planFieldDeletion } from "./fields/plan-deletion.ts";
import { planTypeChange } from "./fields/plan-type-change.ts";
import { cancelRecompute } from "./fields/cancel-recompute.ts";
import { recomputeFields } from "./fields/recompute-fields.ts";
import { reorderFields } from "./fields/reorder-fields.ts";
import { restoreField } from "./fields/restore-field.ts";
import { setFieldIndexed } from "./fields/set-field-indexed.ts";
import { setFieldUnique } from "./fields/set-field-unique.ts";
import { undoTypeChange } from "./fields/undo-type-change.ts";
import { updateField } from "./fields/update-field.ts";
import { appendChunk } from "./imports/append-chunk.ts";
import { cancelImport } from "./imports/cancel-import.ts";
import { checkMapping } from "./imports/check-mapping.ts";
import { createImport } from "./imports/create-import.ts";
import { failedRows } from "./imports/failed-rows.ts";
import { getImport } from "./imports/get-import.ts";
import { listImports } from "./imports/list-imports.ts";
import { importWorkflows } from "./imports/import-workflows.ts";
import { previewImport } from "./imports/preview-import.ts";
import { startImport } from "./imports/start-import.ts";
import { listMails } from "./mailbox/list-mails.ts";
import { changeMemberRole } from "./members/change-member-role.ts";
import { listMembers } from "./members/list-members.ts";
import { removeMember } from "./members/remove-member.ts";
import { apiSchema } from "./metadata/api-schema.ts";
import { getMetadata } from "./metadata/get-metadata.ts";
import { cancelDeletion } from "./records/cancel-deletion.ts";
import { countRecords } from "./records/count-records.ts";
import { createRecord } from "./records/create-record.ts";
import { deleteRecords } from "./records/delete-records.ts";
import { getDeletion } from "./records/get-deletion.ts";
import { getManyRecords } from "./records/get-many-records.ts";
import { getRecord } from "./records/get-record.ts";
import { listRecords } from "./records/list-records.ts";
import { planDeletion } from "./records/plan-deletion.ts";
import { planRestore } from "./records/plan-restore.ts";
import { recordHistory } from "./records/record-history.ts";
import { restoreRecords } from "./records/restore-records.ts";
import { updateManyRecords } from "./records/update-many-records.ts";
import { updateRecord } from "./records/update-record.ts";
import { decideOneApproval } from "./approvals/decide-approval.ts";
import { delegateOneApproval } from "./approvals/delegate-approval.ts";
import { getOneApproval } from "./approvals/get-approval.ts";
import { listOpenApprovals } from "./approvals/list-approvals.ts";
import { listOwnNotifications } from "./notifications/list-notifications.ts";
import { markNotificationsRead } from "./notifications/mark-read.ts";
import { cancelRun } from "./runs/cancel-run.ts";
import { getOneEnrolment } from "./enrolments/get-enrolment.ts";
import { listWorkflowEnrolments } from "./enrolments/list-enrolments.ts";
import { startOneEnrolment } from "./enrolments/start-enrolment.ts";
import { steerOneEnrolment } from "./enrolments/steer-enrolment.ts";
import { deliverRunEvent } from "./runs/deliver-event.ts";
import { runFailureCauses } from "./runs/failure-causes.ts";
import { repairRuns } from "./runs/repair-runs.ts";
import { retryRun } from "./runs/retry-run.ts";
import { getWebhook } from "./workflows/get-webhook.ts";
import { setWorkflowPaused } from "./workflows/pause-workflow.ts";
import { rotateWebhookSecret } from "./workflows/rotate-webhook.ts";
import { setWorkflowAlert } from "./workflows/set-failure-alert.ts";
import { startWorkflowByHand } from "./workflows/start-workflow.ts";
import { startableWorkflows } from "./workflows/startable-workflows.ts";
import { getRetention } from "./runs/get-retention.ts";
import { stepOutput } from "./runs/step-output.ts";
import { setRetention } from "./runs/set-retention.ts";
import { getRun } from "./runs/get-run.ts";
import { listRuns } from "./runs/list-runs.ts";
import { globalSearch } from "./search/global-search.ts";
import { me } from "./session/me.ts";
import { switchTenant } from "./session/switch-tenant.ts";
import { createRouter } from "./trpc/trpc.ts";
import { createView } from "./views/create-view.ts";
import { deleteView } from "./views/delete-view.ts";
import { listViews } from "./views/list-views.ts";
import { updateView } from "./views/update-view.ts";
import { createWorkflow } from "./workflows/create-workflow.ts";
import { getVersion } from "./workflows/get-version.ts";
import { getWorkflow } from "./workflows/get-workflow.ts";
import { listVersions } from "./workflows/list-versions.ts";
import { listWorkflows } from "./workflows/list-workflows.ts";
import { publishWorkflow } from "./workflows/publish-workflow.ts";
import { rehearseWorkflow } from "./workflows/rehearse-workflow.ts";
import { restoreVersion } from "./workflows/restore-version.ts";
import { saveDraft } from "./workflows/save-draft.ts";
import { setWorkflowEnabled } from "./workflows/set-workflow-enabled.ts";
import { validateWorkflow } from "./workflows/validate-workflow.ts";

/** Every procedure of the product; contracts/src/ROUTER.md says what each takes and gives. */
export const appRouter = createRouter({
  session: createRouter({ me, switchTenant }),
  metadata: createRouter({ apiSchema, get: getMetadata }),
  records: createRouter({
    list: listRecords,
    count: countRecords,
    get: getRecord,
    getMany: getManyRecords,
    create: createRecord,
    update: updateRecord,
    updateMany: updateManyRecords,
    planDeletion,
    delete: deleteRecords,
    deletion: getDeletion,
    cancelDeletion,
    planRestore,
    restore: restoreRecords,
    history: recordHistory,
  }),
  search: createRouter({ global: globalSearch }),
  fields: createRouter({
    list: listFields,
    create: createField,
    update: updateField,
    archive: archiveField,
    restore: restoreField,
    setIndexed: setFieldIndexed,
    cancelIndexing,
    setUnique: setFieldUnique,
    listDuplicates,
    reorder: reorderFields,
    usage: fieldUsage,
    useCounts: fieldUseCounts,
    planTypeChange,
    getTypeChange,
    changeType,
    cancelChange,
    undoTypeChange,
    recompute: recomputeFields,
    cancelRecompute,
    planDeletion: planFieldDeletion,
    delete: deleteField,
  }),
  entityTypes: createRouter({ create: createEntityType, archive: archiveEntityType }),
  workflows: createRouter({
    list: listWorkflows,
    get: getWorkflow,
    create: createWorkflow,
    saveDraft,
    validate: validateWorkflow,
    rehearse: rehearseWorkflow,
    publish: publishWorkflow,
    setEnabled: setWorkflowEnabled,
    start: startWorkflowByHand,
    startable: startableWorkflows,
    pause: setWorkflowPaused,
    setFailureAlert: setWorkflowAlert,
    webhook: getWebhook,
    rotateWebhook: rotateWebhookSecret,
    versions: listVersions,
    getVersion,
    restoreVersion,
  }),
  runs: createRouter({
    list: listRuns,
    get: getRun,
    cancel: cancelRun,
    retry: retryRun,
    repair: repairRuns,
    causes: runFailureCauses,
    deliverEvent: deliverRunEvent,
    stepOutput,
    retention: getRetention,
    setRetention,
  }),
  enrolments: createRouter({
    start: startOneEnrolment,
    get: getOneEnrolment,
    list: listWorkflowEnrolments,
    steer: steerOneEnrolment,
  }),
  approvals: createRouter({
    list: listOpenApprovals,
    get: getOneApproval,
    decide: decideOneApproval,
    delegate: delegateOneApproval,
  }),
  notifications: createRouter({ list: listOwnNotifications, markRead: markNotificationsRead }),
  imports: createRouter({
    create: createImport,
    appendChunk,
    preview: previewImport,
    workflows: importWorkflows,
    checkMapping,
    start: startImport,
    get: getImport,
    cancel: cancelImport,
    list: listImports,
    failedRows,
  }),
  exports: createRouter({ create: createExport, get: getExport, list: listExports, cancel: cancelExport }),
  views: createRouter({ list: listViews, create: createView, update: updateView, delete: deleteView }),
  calendar: createRouter({ setOwn: setOwnCalendar, setTenant: setTenantCalendar }),
  members: createRouter({ list: listMembers, changeRole: changeMemberRole, remove: removeMember }),
  credentials: createRouter({
    list: listCredentials,
    create: createCredential,
    update: updateCredential,
    delete: deleteCredential,
  }),
  mailbox: createRouter({ list: listMails }),
});

/** The router's type: all that the console knows of the server. */
export type AppRouter = typeof appRouter;
