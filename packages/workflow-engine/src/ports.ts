import type {
  CredentialId,
  EntityTypeKey,
  FieldValues,
  Filter,
  Principal,
  PrincipalId,
  RecordId,
  RunId,
  StepStatus,
  TenantId,
  TriggerSnapshot,
  VersionId,
  WorkflowGraph,
  WorkflowId,
} from "@catalyst/contracts";
import type { JsonValue } from "@catalyst/custom-fields/expression";
import type { Arrivals } from "./decide-next.ts";
import type { ItemList, RunState, WaitReason } from "./run-state.ts";

/** A record as a step has written it. */
export type StepRecord = {
  readonly id: RecordId;
  readonly entityType: EntityTypeKey;
  readonly version: number;
  readonly fields: FieldValues;
};

/** Which records: what a filter finds, in the order of their ids, `limit` at most. */
export type RecordQuery = { readonly entityType: EntityTypeKey; readonly filter: Filter; readonly limit: number };

/** A new run that a step starts: of another workflow, or for a share of a loop. */
export type ChildStart = {
  /** Null: the workflow of the run itself, in its very version. */
  readonly workflowId: WorkflowId | null;
  /** Null: the state that a triggered run begins with. */
  readonly state: RunState | null;
  /** Names the start for ever: `run:step:path`. */
  readonly triggerKey: string;
  readonly trigger: TriggerSnapshot;
  /** Whether the end of the child is told to this run. */
  readonly reportsBack: boolean;
};

/** A message to people, in the console and if wanted by mail. `key` makes a repeat harmless. */
export type Notice = {
  readonly key: string;
  readonly principalIds: readonly PrincipalId[];
  readonly title: string;
  readonly body: string;
  readonly mail: boolean;
  /** The approval that it asks for; its mail has a link of its own for each reader. */
  readonly approvalWaitId: string | null;
};

/** How one of several people is chosen. */
export type AssignStrategy = "round_robin" | "least_loaded";

/**
 * What a step may do inside the segment's transaction, as the run's principal, so that it happens with the step's row
 * or not at all. @throws EffectError, DomainError
 */
export type StepEffects = {
  create(request: { readonly entityType: EntityTypeKey; readonly fields: FieldValues }): Promise<StepRecord>;
  update(request: {
    readonly entityType: EntityTypeKey;
    readonly id: RecordId;
    readonly fields: FieldValues;
  }): Promise<StepRecord>;
  delete(request: { readonly entityType: EntityTypeKey; readonly id: RecordId }): Promise<void>;
  /** A record, or null where there is none that the principal sees. */
  load(request: { readonly entityType: EntityTypeKey; readonly id: RecordId }): Promise<StepRecord | null>;
  find(query: RecordQuery): Promise<readonly RecordId[]>;
  /** Fixes the items of a list, for ever. */
  keepItems(key: string, entityType: EntityTypeKey, ids: readonly RecordId[]): Promise<void>;
  loadItem(list: ItemList, ordinal: number): Promise<StepRecord | null>;
  countItems(list: ItemList): Promise<number>;
  startRun(start: ChildStart): Promise<{ readonly runId: RunId; readonly problem: string | null }>;
  notify(notice: Notice): Promise<void>;
  /** The next of several people, who must be active members. */
  choosePrincipal(request: {
    readonly strategy: AssignStrategy;
    readonly principalIds: readonly PrincipalId[];
    readonly entityType: EntityTypeKey;
  }): Promise<PrincipalId | null>;
};

/** How one external call is made. */
export type CallOptions = {
  readonly idempotencyKey: string;
  readonly timeoutMs: number;
  readonly tenantId: TenantId;
  readonly principalId: PrincipalId;
  readonly runId: RunId;
};

/** A mail as it was rendered. */
export type Mail = { readonly to: string; readonly subject: string; readonly text: string };
/** Sends mail. @throws EffectError */
export type MailPort = { send(mail: Mail, options: CallOptions): Promise<{ readonly messageId: string }> };

export const HTTP_METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;
export type HttpMethod = (typeof HTTP_METHODS)[number];
/** A request as it was rendered. */
export type HttpRequest = {
  readonly method: HttpMethod;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
  /** What it signs in with; whoever makes the call knows the secret. */
  readonly credentialId: CredentialId | null;
};
export type HttpAnswer = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
};
/** Calls addresses outside. Any status is an answer. @throws EffectError without one */
export type HttpPort = { call(request: HttpRequest, options: CallOptions): Promise<HttpAnswer> };

/** A run that this worker holds: every commit names `fence` and `seq`, and raises `seq`. */
export type ClaimedRun = {
  readonly runId: RunId;
  readonly tenantId: TenantId;
  readonly principalId: PrincipalId;
  /** First day of the month in which the run started, `YYYY-MM-DD`. */
  readonly runMonth: string;
  readonly fence: number;
  readonly seq: number;
};

/** What a run is, loaded once for each claim. */
export type LoadedRun = {
  readonly graph: WorkflowGraph;
  readonly state: RunState;
  readonly trigger: TriggerSnapshot;
  readonly rootId: RunId;
  readonly depth: number;
  readonly workflowId: WorkflowId;
  readonly versionId: VersionId;
  /** The run that wants to hear how this one ends. */
  readonly parentRunId: RunId | null;
};

/** One row of the history. */
export type HistoryRow = {
  readonly seq: number;
  readonly stepKey: string;
  readonly path: string;
  readonly attempt: number;
  readonly status: StepStatus;
  readonly idempotencyKey: string;
  readonly request: JsonValue;
  readonly input: JsonValue;
  readonly output: JsonValue;
  readonly error: { readonly code: string; readonly message: string } | null;
  /** The whole of an output that is kept shortened, to be stored beside the history. */
  readonly payload?: JsonValue;
};

/** Names a large output for ever; `bytes` of JSON. */
export type PayloadRef = { readonly runId: string; readonly seq: number; readonly bytes: number };

/** A wait that begins. */
export type NewWait = {
  readonly waitId: string;
  readonly tokenId: string;
  readonly stepKey: string;
  readonly kind: WaitReason;
  readonly dueAt: string | null;
  /** What an event names to end it. */
  readonly key: string | null;
  /** Events since then count. */
  readonly acceptFrom: string | null;
  /** What people see of it. */
  readonly details: JsonValue;
};

/** Where a run stands after a commit. */
export type NextStatus =
  | { readonly kind: "running" }
  | { readonly kind: "runnable" }
  | { readonly kind: "waiting"; readonly wakeAt: string | null; readonly detail: string }
  | {
      readonly kind: "ended";
      readonly status: "completed" | "failed" | "cancelled" | "quarantined";
      readonly detail: string | null;
    };

/** Everything that one transaction writes about a run. */
export type SegmentCommit = {
  readonly state: RunState;
  readonly rows: readonly HistoryRow[];
  readonly waits: readonly NewWait[];
  readonly resolvedWaits: readonly string[];
  readonly next: NextStatus;
};

/** What a segment gets: the transaction, whom it acts for, the run, and whether somebody asked to cancel it. */
export type Segment<Tx> = {
  readonly tx: Tx;
  readonly principal: Principal;
  readonly run: LoadedRun;
  readonly cancelRequested: boolean;
  /** What has arrived for the run's open waits; the store has taken it for this run. */
  readonly arrivals: Arrivals;
  /** Whether the transaction has been open for long, with its locks: then a segment ends behind its next step. */
  readonly isLong: () => boolean;
};

/** `fenced`: another worker holds the run by now; nothing was written. */
export type CommitResult =
  | { readonly kind: "committed"; readonly claim: ClaimedRun; readonly run: LoadedRun }
  | { readonly kind: "fenced" };

/**
 * A segment to commit; `run` is what an earlier commit of the same claim gave, or null to load it. `together`: it may share
 * its transaction with first segments of other runs; `work` is done once more, alone, where one of them fails.
 */
export type CommitRequest<Tx> = {
  readonly claim: ClaimedRun;
  readonly run: LoadedRun | null;
  readonly together?: boolean;
  readonly work: (segment: Segment<Tx>) => Promise<SegmentCommit>;
};

/** Where runs live. One conformance suite holds for every implementation: `testing/run-store-conformance.ts`. */
export type RunStore<Tx> = {
  /**
   * One transaction: the fenced update first, then `work`, then its rows, waits, state and status; all or nothing.
   * What `work` throws rolls back and comes out again.
   */
  commit(request: CommitRequest<Tx>): Promise<CommitResult>;
  /** The stored request of a call that was started, for repeating it after a takeover. */
  loadRequest(claim: ClaimedRun, seq: number): Promise<JsonValue>;
  /** A large output, also of a run that this one continues or works for; null: it is gone. */
  loadPayload(tx: Tx, ref: PayloadRef): Promise<JsonValue | null>;
};

/** Whose effect it is. `apart`: it is carried out before the next one begins, so that a failure has its step. */
export type EffectCause = { readonly claim: ClaimedRun; readonly stepKey: string; readonly apart: boolean };

/** All that advancing a run needs of the world. */
export type EnginePorts<Tx> = {
  readonly store: RunStore<Tx>;
  readonly effects: (segment: Segment<Tx>, cause: EffectCause) => StepEffects;
  readonly mail: MailPort;
  readonly http: HttpPort;
  /** ISO 8601 in UTC. */
  readonly now: () => string;
  readonly newId: () => string;
  /** A number from 0 to 1. */
  readonly chance: () => number;
  /** Called at each named point of the protocol; tests crash the process there. */
  readonly reach: (point: CrashPoint) => void;
};

/** Points at which a crash must neither lose nor double anything; a test enumerates them. */
export const CRASH_POINTS = [
  "run.claimed",
  "segment.open",
  "segment.beforeCommit",
  "segment.committed",
  "external.started",
  "external.called",
  "run.ended",
] as const;
export type CrashPoint = (typeof CRASH_POINTS)[number];
