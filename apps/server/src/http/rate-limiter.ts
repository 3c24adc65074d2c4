import { DomainError } from "@catalyst/contracts";
import type { Redis } from "ioredis";
import {
  RateLimiterMemory,
  RateLimiterPostgres,
  RateLimiterRedis,
  type RateLimiterAbstract,
  RateLimiterRes,
} from "rate-limiter-flexible";
import type { IdentityDatabase } from "../auth/identity-database.ts";
import type { RateLimits, RateRule } from "./rate-limit-rules.ts";

/** Counts calls by key. */
export type RateLimiter = {
  /** Takes points. @throws DomainError `rate_limited`, with the seconds to wait in its sentence. */
  readonly consume: (key: string, points?: number) => Promise<void>;
  /** Gives back what a successful call took. */
  readonly forget: (key: string) => Promise<void>;
};

/** One limiter for each rule. */
export type RateLimiters = Readonly<Record<keyof RateLimits, RateLimiter>>;

/** Where counters are kept: Redis where there is one; else PostgreSQL, and memory for the API, whose every call would be a write. */
export type RateLimitStores = { readonly redis: Redis | null; readonly identity: IdentityDatabase };

type NamedStatement = { readonly name: string; readonly text: string; readonly values: readonly unknown[] };

/** Makes all limiters. When Redis or PostgreSQL can't be reached, each process counts for itself: a cap remains. */
export function createRateLimiters(rules: RateLimits, stores: RateLimitStores): RateLimiters {
  const shared = (name: keyof RateLimits): RateLimiter => toLimiter(sharedStore(name, rules[name], stores));
  return {
    loginAccount: shared("loginAccount"),
    loginAccountAnywhere: shared("loginAccountAnywhere"),
    loginAddress: shared("loginAddress"),
    resetAccount: shared("resetAccount"),
    resetAddress: shared("resetAddress"),
    api: toLimiter(stores.redis === null ? inMemory("api", rules.api) : sharedStore("api", rules.api, stores)),
  };
}

function sharedStore(name: keyof RateLimits, rule: RateRule, stores: RateLimitStores): RateLimiterAbstract {
  const options = {
    keyPrefix: name,
    points: rule.points,
    duration: rule.seconds,
    insuranceLimiter: inMemory(name, rule),
  };
  if (stores.redis !== null)
    return new RateLimiterRedis({ ...options, storeClient: stores.redis, rejectIfRedisNotReady: true });
  return new RateLimiterPostgres({
    ...options,
    storeClient: { query: ({ name, text, values }: NamedStatement) => stores.identity.query(name, text, values) },
    storeType: "pool",
    schemaName: "identity",
    tableName: "rate_limits",
    tableCreated: true,
    clearExpiredByTimeout: true,
  });
}

function inMemory(name: keyof RateLimits, rule: RateRule): RateLimiterMemory {
  return new RateLimiterMemory({ keyPrefix: name, points: rule.points, duration: rule.seconds });
}

function toLimiter(store: RateLimiterAbstract): RateLimiter {
  return {
    consume: async (key, points = 1) => {
      try {
        await store.consume(key, points);
      } catch (refusal) {
        if (refusal instanceof RateLimiterRes) throw tooManyCalls(refusal.msBeforeNext);
        throw refusal;
      }
    },
    forget: async (key) => {
      await store.delete(key);
    },
  };
}

function tooManyCalls(waitMs: number): DomainError {
  const seconds = Math.max(1, Math.ceil(waitMs / 1_000));
  return new DomainError(
    "rate_limited",
    `Too many attempts. Try again in ${seconds} second${seconds === 1 ? "" : "s"}.`,
  );
}
