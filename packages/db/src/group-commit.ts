/** What is done together, and by whom. */
export type GroupCommitParts<Request, Result> = {
  /** Requests of one key may share a transaction. */
  readonly keyOf: (request: Request) => string;
  /** Does all or nothing; the results are in the order of the requests. */
  readonly together: (requests: readonly Request[]) => Promise<readonly Result[]>;
  /** Whether requests that failed together may succeed apart. */
  readonly mayHelp: (error: unknown) => boolean;
};

/** Groups of one key under way at a time: while one waits for the database, the other one's steps are worked out. */
const GROUPS_AT_ONCE = 2;
/** Requests in a group at most: so much is done again where one of them fails, and locked until all are done. */
const GROUP_LIMIT = 16;
/** After a group has failed, so many requests of its key go alone: what failed once will most often fail again. */
const ALONE_AFTER_FAILURE = 50;
/** Keys remembered at most. */
const KEY_LIMIT = 10_000;

type Waiting<Request, Result> = {
  readonly request: Request;
  readonly resolve: (result: Result | Promise<Result>) => void;
  readonly reject: (error: unknown) => void;
};
type Queue<Request, Result> = { waiting: Waiting<Request, Result>[]; groups: number; alone: number };

/**
 * Group commit: what comes in while its like is under way waits for that and then goes together. Who comes to an idle queue
 * goes at once, with whoever comes in the same turn of the event loop. A group that fails is done again one by one, so
 * that each request has an outcome of its own.
 */
export function createGroupCommit<Request, Result>(
  parts: GroupCommitParts<Request, Result>,
): (request: Request) => Promise<Result> {
  const queues = new Map<string, Queue<Request, Result>>();
  return (request) => {
    const queue = queueOf(queues, parts.keyOf(request));
    if (queue.alone > 0) {
      queue.alone -= 1;
      return alone(parts, request);
    }
    return new Promise((resolve, reject) => {
      queue.waiting.push({ request, resolve, reject });
      if (queue.waiting.length === 1) queueMicrotask(() => pump(parts, queue));
    });
  };
}

function queueOf<Request, Result>(queues: Map<string, Queue<Request, Result>>, key: string): Queue<Request, Result> {
  const known = queues.get(key);
  if (known !== undefined) return known;
  // Whoever waits in a forgotten queue is served by it all the same.
  if (queues.size >= KEY_LIMIT) queues.clear();
  const queue = { waiting: [], groups: 0, alone: 0 };
  queues.set(key, queue);
  return queue;
}

/** Begins as many groups as may be under way, of about the same size. */
function pump<Request, Result>(parts: GroupCommitParts<Request, Result>, queue: Queue<Request, Result>): void {
  while (queue.waiting.length > 0 && queue.groups < GROUPS_AT_ONCE) {
    const size = Math.min(GROUP_LIMIT, Math.ceil(queue.waiting.length / (GROUPS_AT_ONCE - queue.groups)));
    const group = queue.waiting.splice(0, size);
    queue.groups += 1;
    void carryOut(parts, queue, group).finally(() => {
      queue.groups -= 1;
      pump(parts, queue);
    });
  }
}

async function carryOut<Request, Result>(
  parts: GroupCommitParts<Request, Result>,
  queue: Queue<Request, Result>,
  group: readonly Waiting<Request, Result>[],
): Promise<void> {
  try {
    const results = await parts.together(group.map(({ request }) => request));
    for (const [index, { resolve, reject }] of group.entries()) {
      const result = results[index];
      if (result === undefined) reject(new Error("Assertion failed: each request of a group has a result"));
      else resolve(result);
    }
  } catch (error) {
    if (group.length === 1 || !parts.mayHelp(error)) {
      for (const { reject } of group) reject(error);
      return;
    }
    queue.alone = ALONE_AFTER_FAILURE;
    for (const { request, resolve } of group) resolve(alone(parts, request));
  }
}

async function alone<Request, Result>(parts: GroupCommitParts<Request, Result>, request: Request): Promise<Result> {
  const [result] = await parts.together([request]);
  if (result === undefined) throw new Error("Assertion failed: a request that is done alone has a result");
  return result;
}
