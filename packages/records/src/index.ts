export { CUSTOM_ENTITY_TYPE_LIMIT, type NewEntityType } from "./admin/entity-types.ts";
export type { FieldChange } from "./admin/change-field.ts";
export type { NewField } from "./admin/create-field.ts";
export { requireEntityType, type Metadata, type SlotAssignment } from "./metadata/metadata.ts";
export { newId } from "./new-id.ts";
export type { BackfillTarget, RecordJob, FieldJob, RecordChanges, RecordPorts } from "./ports.ts";
export type { FoundRecords } from "./read/get-record.ts";
export type { HistoryRequest } from "./read/record-history.ts";
export { createFieldService, type FieldService } from "./admin/field-service.ts";
export { runPurge, runTypeChange, type FieldJobParts } from "./type-change/run-field-jobs.ts";
export { runBackfill, type BackfillJob } from "./admin/run-backfill-job.ts";
export { runNumbering } from "./admin/auto-number.ts";
export { runRecomputation, runRollups, type ComputedJobParts } from "./computed/run-computed-jobs.ts";
export { recordPorts } from "./record-ports.ts";
export { createRecordService, type RecordService } from "./record-service.ts";
export { approvalToken, type ApprovalLink } from "./run/approval-token.ts";
export {
  decideApproval,
  getApproval,
  listApprovals,
  type ApprovalDecision,
  type ApprovalOutcome,
} from "./run/approvals.ts";
export { delegateApproval, type Delegation } from "./run/delegate-approval.ts";
export { stepEffects, type EffectParts } from "./run/step-effects.ts";
export { rehearse, type RehearsalParts } from "./rehearsal/rehearse.ts";
export { createNoticeSender, type NoticeSender } from "./run/notify.ts";
export { loadNoticeMails, markMailed, type NoticeMail } from "./run/notice-mails.ts";
export { type RunInserter, type RunStarterPorts } from "./trigger/insert-runs.ts";
export { failureCauses, type FailureCause } from "./run/failure-causes.ts";
export { repairRuns, retryRun, type RepairOutcome, type RunRetry } from "./run/retry-run.ts";
export { createRunStarter } from "./trigger/run-starter.ts";
export {
  failEnrolment,
  getEnrolment,
  listEnrolments,
  runEnrolmentBatch,
  startEnrolment,
  steerEnrolment,
  type EnrolmentParts,
  type NewEnrolment,
} from "./trigger/enrolment.ts";
export { pauseOrphaned, runSchedule } from "./trigger/schedules.ts";
export { startWorkflow, type WorkflowStart, type WorkflowStarter } from "./trigger/start-workflow.ts";
export {
  findWebhook,
  findWebhookOwner,
  isGenuine,
  receiveWebhook,
  rotateWebhook,
  webhookSecret,
  type Webhook,
  type WebhookCall,
} from "./trigger/webhook.ts";
export { pauseWorkflow, setFailureAlert, type PauseMode } from "./workflow/pause-workflow.ts";
export { versionGraphs } from "./trigger/version-graphs.ts";
export { listNotifications, markRead } from "./run/notifications.ts";
export { reportEvent, type ReportedEvent } from "./run/report-event.ts";
export { getRetention, setRetention } from "./run/retention.ts";
export { deleteOldRuns, SWEEP_BEGINS, type RetentionSweep } from "./run/delete-old-runs.ts";
export { cancelRun } from "./run/cancel-run.ts";
export { getStepOutput } from "./run/step-output.ts";
export { getRun } from "./run/get-run.ts";
export { listRuns } from "./run/list-runs.ts";
export { createWorkflowService, type WorkflowService, type WorkflowServiceParts } from "./workflow/workflow-service.ts";
export type { WrittenRecord } from "./write/create-record.ts";
export type { CreateOutcome, CreateRecordsRequest } from "./write/create-records.ts";
export { enqueueReindexes } from "./search/reindex.ts";
export { runReindex, type ReindexJob } from "./search/run-reindex-job.ts";
export type { RestoreRequest } from "./deletion/restore-records.ts";
export type { DeleteRequest } from "./write/delete-records.ts";
export { createImportService, type ImportParts, type ImportService } from "./import/import-service.ts";
export { createExportService, type ExportParts, type ExportService } from "./export/export-service.ts";
export { setOwnCalendar, setTenantCalendar } from "./metadata/set-calendar.ts";
export { createViewService, type ViewParts, type ViewService } from "./view/view-service.ts";
export { loadCredentialHeader, type CredentialHeader } from "./credential/credential-header.ts";
export {
  createCredentialService,
  type CredentialParts,
  type CredentialService,
} from "./credential/credential-service.ts";
export type { CredentialKeys } from "./credential/seal-secret.ts";
