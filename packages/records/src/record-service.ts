import type {
  ChangeReason,
  CountRecordsInput,
  CreateRecordInput,
  DeletionPreview,
  DeletionProgress,
  DeletionResult,
  EntityType,
  FieldDefinition,
  FieldId,
  GlobalSearchInput,
  HistoryEntry,
  ListRecordsInput,
  RecordId,
  RecordKey,
  RecordPage,
  RestorePreview,
  SearchResult,
  TenantMetadata,
  UpdateManyRecordsInput,
} from "@catalyst/contracts";
import type { TenantTransaction } from "@catalyst/db";
import { archiveField, restoreField, updateField, type FieldChange } from "./admin/change-field.ts";
import { setFieldIndexed } from "./admin/index-field.ts";
import { createField, type NewField } from "./admin/create-field.ts";
import { archiveEntityType, createEntityType, type NewEntityType } from "./admin/entity-types.ts";
import { listFields, type FieldList } from "./admin/list-fields.ts";
import { runBackfillBatch } from "./admin/run-backfill.ts";
import { followValues } from "./computed/follow-field.ts";
import { cancelRecomputation, recomputeAll, runRecomputationBatch } from "./computed/recomputation.ts";
import { rollupMarker } from "./computed/rollup-marker.ts";
import { runRollupBatch } from "./computed/run-rollups.ts";
import { cancelDeletion, getDeletion } from "./deletion/deletion-store.ts";
import { planRestore, restoreRecords, type RestoreRequest } from "./deletion/restore-records.ts";
import { failDeletion, runDeletionBatch } from "./deletion/run-deletion.ts";
import type { Metadata } from "./metadata/metadata.ts";
import { type MetadataCache, metadataCache } from "./metadata/metadata-cache.ts";
import { loadTenantMetadata } from "./metadata/tenant-metadata.ts";
import { readableChanges, readableResult } from "./metadata/readable-metadata.ts";
import type { BackfillTarget, RecordPorts } from "./ports.ts";
import { getManyRecords, getRecord, type FoundRecords } from "./read/get-record.ts";
import { countRecordIds, findRecordIds, type IdQuery } from "./read/find-ids.ts";
import { countRecords, listRecords } from "./read/list-records.ts";
import { recordHistory, type HistoryRequest } from "./read/record-history.ts";
import { globalSearch } from "./search/global-search.ts";
import { enqueueReindexes, runReindexBatch } from "./search/reindex.ts";
import { withFilterScope } from "./trigger/trigger-filters.ts";
import { createRecord, type WriteContext, type WrittenRecord } from "./write/create-record.ts";
import { createRecords, type CreateOutcome, type CreateRecordsRequest } from "./write/create-records.ts";
import { deleteRecords, previewDeletion, type DeleteRequest } from "./write/delete-records.ts";
import { takeJustWritten } from "./write/just-written.ts";
import { foreseeUpdates, updateMany, updateRecord, type RecordUpdate } from "./write/update-record.ts";

/**
 * The one way to records and their metadata, for server and worker alike. Every call works inside the caller's
 * transaction and throws `DomainError`s; rights by role are the caller's to check, visibility is checked here.
 */
export type RecordService = {
  readonly metadata: (tx: TenantTransaction) => Promise<Metadata>;
  readonly tenantMetadata: (tx: TenantTransaction) => Promise<TenantMetadata>;

  readonly list: (tx: TenantTransaction, input: ListRecordsInput) => Promise<RecordPage>;
  readonly count: (tx: TenantTransaction, input: CountRecordsInput) => Promise<{ count: number; capped: boolean }>;
  readonly get: (tx: TenantTransaction, key: RecordKey) => Promise<WrittenRecord>;
  readonly getMany: (
    tx: TenantTransaction,
    input: { readonly entityType: string; readonly ids: readonly string[] },
  ) => Promise<FoundRecords>;
  /** Ids alone of what meets a filter, many thousands at once: what automation works through. */
  readonly findIds: (tx: TenantTransaction, query: IdQuery) => Promise<readonly RecordId[]>;
  readonly countIds: (tx: TenantTransaction, query: IdQuery) => Promise<number>;
  readonly history: (
    tx: TenantTransaction,
    input: HistoryRequest,
  ) => Promise<{ entries: HistoryEntry[]; nextBefore: string | null }>;

  readonly create: (tx: TenantTransaction, input: CreateRecordInput, reason: ChangeReason) => Promise<WrittenRecord>;
  readonly createMany: (
    tx: TenantTransaction,
    input: CreateRecordsRequest,
    reason: ChangeReason,
  ) => Promise<readonly CreateOutcome[]>;
  readonly update: (tx: TenantTransaction, input: RecordUpdate, reason: ChangeReason) => Promise<WrittenRecord>;
  /** Reads at once what updates that follow in this transaction will change; they do without where it was in vain. */
  readonly foresee: (tx: TenantTransaction, keys: readonly RecordKey[]) => Promise<void>;
  readonly updateMany: (
    tx: TenantTransaction,
    input: UpdateManyRecordsInput,
    reason: ChangeReason,
  ) => Promise<{ updated: number }>;
  readonly delete: (tx: TenantTransaction, input: DeleteRequest, reason: ChangeReason) => Promise<DeletionResult>;
  readonly planDeletion: (tx: TenantTransaction, input: DeleteRequest) => Promise<DeletionPreview>;
  readonly deletion: (tx: TenantTransaction, deletionId: string) => Promise<DeletionProgress>;
  readonly cancelDeletion: (tx: TenantTransaction, deletionId: string) => Promise<DeletionProgress>;
  /** One batch of a large deletion; the job calls it, each time in a transaction of its own, until it answers done. */
  readonly runDeletionBatch: (tx: TenantTransaction, deletionId: string) => Promise<{ done: boolean }>;
  readonly failDeletion: (tx: TenantTransaction, deletionId: string, message: string) => Promise<void>;
  readonly restore: (
    tx: TenantTransaction,
    input: RestoreRequest,
    reason: ChangeReason,
  ) => Promise<{ restored: number }>;
  readonly planRestore: (tx: TenantTransaction, input: RestoreRequest) => Promise<RestorePreview>;

  readonly search: (tx: TenantTransaction, input: GlobalSearchInput) => Promise<SearchResult>;
  /** One batch of reading an entity type's words again, as `runBackfillBatch`. */
  readonly runReindexBatch: (tx: TenantTransaction, entityType: string) => Promise<{ done: boolean }>;

  readonly listFields: (tx: TenantTransaction, input: { entityType: string; archived: boolean }) => Promise<FieldList>;
  readonly createField: (tx: TenantTransaction, input: NewField) => Promise<FieldDefinition>;
  readonly updateField: (tx: TenantTransaction, input: FieldChange) => Promise<FieldDefinition>;
  readonly archiveField: (tx: TenantTransaction, fieldId: FieldId) => Promise<FieldDefinition>;
  readonly restoreField: (tx: TenantTransaction, fieldId: FieldId) => Promise<FieldDefinition>;
  readonly setFieldIndexed: (
    tx: TenantTransaction,
    input: { fieldId: FieldId; indexed: boolean },
  ) => Promise<FieldDefinition>;
  readonly createEntityType: (tx: TenantTransaction, input: NewEntityType) => Promise<EntityType>;
  readonly archiveEntityType: (tx: TenantTransaction, key: string) => Promise<{ archived: true }>;
  /** Computes all formulas and roll-ups of an entity type anew, by a job. */
  readonly recompute: (tx: TenantTransaction, entityType: string) => Promise<void>;
  /** After a job has changed a field's stored values: has the formulas that read them computed anew. */
  readonly followValues: (tx: TenantTransaction, fieldId: FieldId) => Promise<void>;
  readonly cancelRecompute: (tx: TenantTransaction, entityType: string) => Promise<{ cancelled: boolean }>;
  /** One batch of computing an entity type anew, as `runBackfillBatch`. */
  readonly runRecomputationBatch: (tx: TenantTransaction, entityType: string) => Promise<{ done: boolean }>;
  /** One batch of roll-ups that are out of date, as `runBackfillBatch`. */
  readonly runRollupBatch: (tx: TenantTransaction) => Promise<{ done: boolean }>;
  /** One batch of a slot's backfill; the job calls it, each time in a transaction of its own, until it answers done. */
  readonly runBackfillBatch: (tx: TenantTransaction, target: BackfillTarget) => Promise<{ done: boolean }>;
};

/** Makes the service; its metadata cache lives as long as it does, so a process makes one. */
export function createRecordService(ports: RecordPorts): RecordService {
  const cache = metadataCache();
  const write = writeContexts(cache, ports);
  const readable = async (tx: TenantTransaction, written: Promise<WrittenRecord>): Promise<WrittenRecord> =>
    readableResult(await written, await cache.loadAll(tx), tx.principal.role);
  return {
    metadata: (tx) => cache.load(tx),
    tenantMetadata: async (tx) => loadTenantMetadata(tx, await cache.load(tx)),

    list: async (tx, input) => listRecords(tx, await cache.load(tx), input),
    count: async (tx, input) => countRecords(tx, await cache.load(tx), input),
    get: async (tx, key) => getRecord(tx, await cache.load(tx), key),
    getMany: async (tx, input) => getManyRecords(tx, await cache.load(tx), input),
    findIds: async (tx, query) => findRecordIds(tx, await cache.load(tx), query),
    countIds: async (tx, query) => countRecordIds(tx, await cache.load(tx), query),
    history: async (tx, input) => recordHistory(tx, await cache.loadAll(tx), input),

    create: async (tx, input, reason) => readable(tx, createRecord(await write(tx, reason), input)),
    createMany: async (tx, input, reason) => createRecords(await write(tx, reason), input),
    update: async (tx, input, reason) => readable(tx, updateRecord(await write(tx, reason), input)),
    foresee: async (tx, keys) => foreseeUpdates(tx, await cache.loadAll(tx), keys),
    updateMany: async (tx, input, reason) => updateMany(await write(tx, reason), input),
    delete: async (tx, input, reason) => deleteRecords(await write(tx, reason), input),
    planDeletion: async (tx, input) => previewDeletion(tx, await cache.loadAll(tx), input),
    deletion: getDeletion,
    cancelDeletion,
    runDeletionBatch: async (tx, id) => runDeletionBatch(await write(tx, { kind: "screen" }), id),
    failDeletion,
    restore: async (tx, input, reason) => restoreRecords(await write(tx, reason), input),
    planRestore: async (tx, input) => planRestore(tx, await cache.load(tx), input),

    search: async (tx, input) => globalSearch(tx, { shown: await cache.load(tx), all: await cache.loadAll(tx) }, input),
    runReindexBatch,

    listFields,
    ...definitionMethods(cache, ports),
    recompute: async (tx, entityType) =>
      recomputeAll(cache.changing(tx), ports, { entityType, metadata: await cache.loadAll(tx) }),
    followValues: (tx, fieldId) => followValues(cache.changing(tx), ports, fieldId),
    cancelRecompute: (tx, entityType) => cancelRecomputation(cache.changing(tx), entityType),
    runRecomputationBatch: async (tx, key) => runRecomputationBatch(await write(tx, { kind: "api" }), key),
    runRollupBatch: async (tx) => runRollupBatch(await write(tx, { kind: "api" })),
    runBackfillBatch: (tx, target) => runBackfillBatch(cache.changing(tx), target),
  };
}

type Definitions = Pick<
  RecordService,
  | "createField"
  | "updateField"
  | "archiveField"
  | "restoreField"
  | "setFieldIndexed"
  | "createEntityType"
  | "archiveEntityType"
>;

function definitionMethods(cache: MetadataCache, ports: RecordPorts): Definitions {
  /** After a change of fields: what search knows of the records is read again where it must be. */
  const searchable = async <T>(tx: TenantTransaction, change: Promise<T>): Promise<T> => {
    const changed = await change;
    await enqueueReindexes(tx, ports);
    return changed;
  };
  return {
    createField: (tx, input) => searchable(tx, createField(cache.changing(tx), ports, input)),
    updateField: (tx, input) => searchable(tx, updateField(cache.changing(tx), ports, input)),
    archiveField: (tx, fieldId) => searchable(tx, archiveField(cache.changing(tx), ports, fieldId)),
    restoreField: (tx, fieldId) => searchable(tx, restoreField(cache.changing(tx), ports, fieldId)),
    setFieldIndexed: (tx, input) => setFieldIndexed(cache.changing(tx), ports, input),
    createEntityType: (tx, input) => createEntityType(cache.changing(tx), ports, input),
    archiveEntityType: (tx, key) => archiveEntityType(cache.changing(tx), key),
  };
}

/** What a write works with, in one transaction: everybody's metadata, whoever writes, and triggers that see what the writer may see. */
function writeContexts(
  cache: MetadataCache,
  ports: RecordPorts,
): (tx: TenantTransaction, reason: ChangeReason) => Promise<WriteContext> {
  return async (tx, reason) => {
    const metadata = await cache.loadAll(tx);
    return {
      tx,
      reason,
      justWritten: takeJustWritten(tx),
      ports: {
        ...ports,
        startRuns: (inner, changes) =>
          ports.startRuns(inner, withFilterScope(metadata, readableChanges(changes, metadata, tx.principal.role))),
      },
      metadata,
      rollups: rollupMarker({ tx, reason, ports, metadata }),
    };
  };
}
