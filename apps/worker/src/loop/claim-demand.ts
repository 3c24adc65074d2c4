import type { Claim } from "@catalyst/db";

/** Runs claimed at a time where enough are claimed ahead, as many as there are slots: what comes first among them may go first. */
const NEWS_LIMIT = 4;

/** What to claim next. `lostOnly`: only runs that lost their worker. */
export type NextClaim = { readonly limit: number; readonly lostOnly: boolean };

/** What there may be to claim, and how much of it a worker with so many slots takes. */
export type ClaimDemand = {
  /** Something may have come; `lost`: it may be runs that lost their worker. */
  readonly raise: (lost: boolean) => void;
  /** A claim came back full: there is more. */
  readonly goesOn: () => void;
  /** Takes the next claim out of the demand, beside what is claimed and has not begun; null: enough is. */
  readonly next: (claimed: readonly Claim[]) => NextClaim | null;
};

/**
 * Runs of a lost worker have waited for its lease already: until they have begun again, nobody else begins, or begins
 * another segment.
 */
export function isHurried({ crashCount }: Pick<Claim, "crashCount">): boolean {
  return crashCount > 0;
}

/** Makes it. Half the slots' number are claimed ahead; a little news goes past them, and runs that lost their worker at any time. */
export function claimDemand(slots: number): ClaimDemand {
  const open = { more: false, news: false, lost: false };
  return {
    raise(lost) {
      open.more = true;
      open.news = true;
      open.lost ||= lost;
    },
    goesOn() {
      open.more = true;
    },
    next(claimed) {
      const bound = open.news ? slots + 2 * NEWS_LIMIT : open.more ? slots / 2 : 0;
      if (claimed.length < bound) {
        open.more = false;
        open.news = false;
        return { limit: Math.max(NEWS_LIMIT, slots - claimed.length), lostOnly: false };
      }
      if (!open.lost || claimed.filter(isHurried).length >= slots) return null;
      open.lost = false;
      return { limit: slots, lostOnly: true };
    },
  };
}
