import type {
  CancelIndexingInput,
  ConversionId,
  DeletionPlan,
  DuplicatePage,
  FieldDefinition,
  FieldId,
  FieldUsage,
  FieldUseCounts,
  ListDuplicatesInput,
  PlanTypeChangeInput,
  ReorderFieldsInput,
  SetUniqueInput,
  SetUniqueOutput,
  TypeChange,
} from "@catalyst/contracts";
import type { TenantTransaction } from "@catalyst/db";
import type { RecordPorts } from "../ports.ts";
import { enqueueReindexes } from "../search/reindex.ts";
import {
  cancelTypeChange,
  changeType,
  failTypeChange,
  getTypeChange,
  undoTypeChange,
} from "../type-change/change-type.ts";
import { planTypeChange } from "../type-change/plan-conversion.ts";
import { runTypeChangeBatch } from "../type-change/run-conversion.ts";
import { runPurgeBatch } from "../type-change/value-purge.ts";
import { countUses } from "../usage/count-uses.ts";
import { fieldUsage } from "../usage/field-usage.ts";
import { checkSlots, type SlotCheck } from "./check-slots.ts";
import { deleteField, planDeletion } from "./delete-field.ts";
import { listDuplicates } from "./duplicates.ts";
import { readField } from "./field-row.ts";
import { cancelIndexing } from "./index-field.ts";
import { reorderFields } from "./reorder-fields.ts";
import { setFieldUnique } from "./unique-field.ts";

type Batch = { done: boolean };

/** The life of a field after it was made: indexes, uniqueness, change of type, deletion. Rights are the caller's to check. */
export type FieldService = {
  readonly reorder: (tx: TenantTransaction, input: ReorderFieldsInput) => Promise<{ fields: FieldDefinition[] }>;
  readonly setUnique: (tx: TenantTransaction, input: SetUniqueInput) => Promise<SetUniqueOutput>;
  readonly listDuplicates: (tx: TenantTransaction, input: ListDuplicatesInput) => Promise<DuplicatePage>;
  readonly cancelIndexing: (tx: TenantTransaction, input: CancelIndexingInput) => Promise<FieldDefinition>;
  /** Compares every slot with its values; each call looks at some thousand records. */
  readonly checkSlots: (
    tx: TenantTransaction,
    input: { readonly entityType: string; readonly after: string | null },
  ) => Promise<SlotCheck>;
  readonly usage: (tx: TenantTransaction, fieldId: FieldId) => Promise<FieldUsage>;
  readonly useCounts: (tx: TenantTransaction, entityType: string) => Promise<FieldUseCounts>;
  readonly planTypeChange: (tx: TenantTransaction, input: PlanTypeChangeInput) => Promise<TypeChange>;
  readonly typeChange: (tx: TenantTransaction, conversionId: ConversionId) => Promise<TypeChange>;
  readonly changeType: (tx: TenantTransaction, conversionId: ConversionId) => Promise<TypeChange>;
  readonly undoTypeChange: (tx: TenantTransaction, conversionId: ConversionId) => Promise<TypeChange>;
  readonly cancelTypeChange: (tx: TenantTransaction, conversionId: ConversionId) => Promise<TypeChange>;
  readonly planDeletion: (tx: TenantTransaction, fieldId: FieldId) => Promise<DeletionPlan>;
  readonly delete: (tx: TenantTransaction, fieldId: FieldId) => Promise<FieldDefinition>;
  /** One batch of a job, each in a transaction of its own, until it answers done. */
  readonly runTypeChangeBatch: (tx: TenantTransaction, conversionId: ConversionId) => Promise<Batch>;
  readonly runPurgeBatch: (tx: TenantTransaction, purgeId: string) => Promise<Batch>;
  /** Gives a change up after a fault of ours; an undo leaves the change as it was. */
  readonly failTypeChange: (
    tx: TenantTransaction,
    failure: { readonly conversionId: ConversionId; readonly error: string },
  ) => Promise<void>;
};

/** Makes the service. It reads metadata afresh: what it decides on must be of this very moment. */
export function createFieldService(ports: RecordPorts): FieldService {
  /** What search knows of the records is read again where a definition or its values moved. */
  const searchable = async <T>(tx: TenantTransaction, change: Promise<T>): Promise<T> => {
    const changed = await change;
    await enqueueReindexes(tx, ports);
    return changed;
  };
  return {
    reorder: (tx, input) => searchable(tx, reorderFields(tx, input)),
    setUnique: (tx, input) => setFieldUnique(tx, ports, input),
    listDuplicates,
    cancelIndexing: (tx, input) => cancelIndexing(tx, ports, input),
    checkSlots,
    usage: async (tx, fieldId) => fieldUsage(tx, await readField(tx, fieldId)),
    useCounts: countUses,
    planTypeChange: (tx, input) => planTypeChange(tx, ports, input),
    typeChange: getTypeChange,
    changeType: (tx, conversionId) => changeType(tx, ports, conversionId),
    undoTypeChange: (tx, conversionId) => undoTypeChange(tx, ports, conversionId),
    cancelTypeChange: (tx, conversionId) => cancelTypeChange(tx, ports, conversionId),
    planDeletion,
    delete: (tx, fieldId) => searchable(tx, deleteField(tx, ports, fieldId)),
    runTypeChangeBatch: (tx, conversionId) => searchable(tx, runTypeChangeBatch(tx, ports, conversionId)),
    runPurgeBatch: (tx, purgeId) => searchable(tx, runPurgeBatch(tx, ports, purgeId)),
    failTypeChange: (tx, failure) => failTypeChange(tx, ports, failure),
  };
}
