import { Redis } from "ioredis";
import type { Logger } from "pino";

/** A Redis that answers later than this counts as gone: no request waits for it longer. */
const REDIS_DEADLINE_MS = 300;
const KEY_PREFIX = "auth:";

/** Connects to Redis. A command fails at once while there is no connection; connecting again goes on for ever. */
export function connectRedis(url: string, log: Logger): Redis {
  const redis = new Redis(url, {
    commandTimeout: REDIS_DEADLINE_MS,
    // Ends a connection that has gone silent: only the first call waits, those after it fail at once until it is back.
    socketTimeout: REDIS_DEADLINE_MS,
    connectTimeout: REDIS_DEADLINE_MS,
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    retryStrategy: (attempt) => Math.min(attempt * 100, 2_000),
  });
  redis.on("error", (error: Error) => log.warn({ reason: error.message }, "Redis can't be reached"));
  return redis;
}

/** What better-auth keeps in Redis beside the database. A failure is a miss: the database has the truth. */
export function redisStorage(
  redis: Redis,
  log: Logger,
): {
  get: (key: string) => Promise<string | null>;
  getAndDelete: (key: string) => Promise<string | null>;
  increment: (key: string, ttlSeconds: number) => Promise<number>;
  set: (key: string, value: string, ttlSeconds?: number) => Promise<void>;
  delete: (key: string) => Promise<void>;
} {
  const orElse = async <T>(fallback: T, work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      log.warn({ reason: String(error) }, "Redis failed; the database answers instead");
      return fallback;
    }
  };
  return {
    get: (key) => orElse(null, () => redis.get(KEY_PREFIX + key)),
    getAndDelete: (key) => orElse(null, () => redis.getdel(KEY_PREFIX + key)),
    increment: async (key, ttlSeconds) => {
      await redis.set(KEY_PREFIX + key, 0, "EX", ttlSeconds, "NX");
      return redis.incr(KEY_PREFIX + key);
    },
    set: async (key, value, ttlSeconds) => {
      await orElse(null, () =>
        ttlSeconds === undefined
          ? redis.set(KEY_PREFIX + key, value)
          : redis.set(KEY_PREFIX + key, value, "EX", Math.max(1, Math.floor(ttlSeconds))),
      );
    },
    delete: async (key) => {
      await orElse(0, () => redis.del(KEY_PREFIX + key));
    },
  };
}
