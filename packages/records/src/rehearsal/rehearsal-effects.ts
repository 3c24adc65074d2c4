import type { CapturedCall, RunId } from "@catalyst/contracts";
import { REHEARSAL_ITEM_LIMIT, RunId as RunIdSchema } from "@catalyst/contracts";
import type { TenantTransaction } from "@catalyst/db";
import { maskUrl } from "@catalyst/workflow-engine";
import type {
  CallOptions,
  EffectCause,
  HttpPort,
  ItemList,
  MailPort,
  Segment,
  StepEffects,
  StepRecord,
} from "@catalyst/workflow-engine";
import type { RecordService } from "../record-service.ts";
import { recordEffects } from "../run/step-effects.ts";

type Item = { readonly entityType: string; readonly id: StepRecord["id"] };

/** What the effects of a rehearsal work with: records are real, all else is written down instead of done. */
export type RehearsalWorld = {
  readonly records: RecordService;
  readonly newId: () => string;
  readonly captured: CapturedCall[];
  readonly lists: Map<string, readonly Item[]>;
};

/** Effects on records happen in the transaction; messages and other runs are captured. */
export function rehearsalEffects(
  world: RehearsalWorld,
  segment: Segment<TenantTransaction>,
  cause: EffectCause,
): StepEffects {
  const { stepKey } = cause;
  const real = recordEffects(world, segment, cause);
  return {
    ...real,
    find: (query) => real.find({ ...query, limit: Math.min(query.limit, REHEARSAL_ITEM_LIMIT) }),
    ...listEffects(world, real),
    startRun: async ({ workflowId }) => {
      world.captured.push({ kind: "workflow", stepKey, workflowId });
      return { runId: newRunId(world), problem: null };
    },
    notify: async ({ principalIds, title, body }) => {
      world.captured.push({ kind: "notification", stepKey, people: principalIds, title, body });
    },
    choosePrincipal: async ({ principalIds }) => principalIds[0] ?? null,
  };
}

/** Mail that is written down instead of sent. */
export function capturedMail({ captured }: RehearsalWorld): MailPort {
  return {
    async send({ to, subject, text }, options) {
      captured.push({ kind: "mail", stepKey: stepKeyOf(options), to, subject, text });
      return { messageId: "rehearsal" };
    },
  };
}

/** Calls that are written down instead of made; each is answered with an empty success. Values of headers may be secret. */
export function capturedHttp({ captured }: RehearsalWorld): HttpPort {
  return {
    async call({ method, url, headers, body, credentialId }, options) {
      const signedIn = credentialId !== null;
      captured.push({
        kind: "http",
        stepKey: stepKeyOf(options),
        method,
        url: maskUrl(url),
        headers: Object.keys(headers),
        body,
        signedIn,
      });
      return { status: 200, headers: {}, body: "{}" };
    },
  };
}

function listEffects(
  { lists }: RehearsalWorld,
  real: Pick<StepEffects, "load">,
): Pick<StepEffects, "keepItems" | "loadItem" | "countItems"> {
  const itemsOf = ({ key }: ItemList): readonly Item[] => lists.get(key) ?? [];
  return {
    async keepItems(key, entityType, ids) {
      lists.set(
        key,
        ids.map((id) => ({ entityType, id })),
      );
    },
    async loadItem(list, ordinal) {
      const item = itemsOf(list)[ordinal];
      return item === undefined ? null : await real.load(item);
    },
    countItems: async (list) => itemsOf(list).length,
  };
}

function newRunId({ newId }: RehearsalWorld): RunId {
  return RunIdSchema.parse(newId());
}

/** Keys are `run:step:path`. */
function stepKeyOf({ idempotencyKey }: CallOptions): string {
  return idempotencyKey.split(":")[1] ?? "";
}
