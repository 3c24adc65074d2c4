import { RetryPolicy } from "@catalyst/contracts";

/** What a step gets that names no policy of its own. */
export const DEFAULT_RETRY_POLICY: RetryPolicy = RetryPolicy.parse({});

/** Share of a delay that chance may take off, so that steps which failed together don't come back together. */
const JITTER_SHARE = 0.25;

/**
 * How long to wait before the next attempt, in ms, or null when there is none left.
 * @param attempt the one that failed, from 1
 * @param chance a random number from 0 to 1
 */
export function retryDelayMs(policy: RetryPolicy, attempt: number, chance: number): number | null {
  if (attempt >= policy.maxAttempts) return null;
  const grown = Math.min(policy.firstDelayMs * policy.factor ** (attempt - 1), policy.maxDelayMs);
  return Math.round(grown * (1 - JITTER_SHARE * chance));
}
