/** How many calls in how many seconds; a caller over it waits until the window has passed. */
export type RateRule = { readonly points: number; readonly seconds: number };

/** Every limit on calls, by what it protects. */
export type RateLimits = {
  /** Failed logins of one account from one address: a stranger's guesses don't lock the owner out. */
  readonly loginAccount: RateRule;
  /** Failed logins of one account from all addresses together: slows down guesses from many machines. */
  readonly loginAccountAnywhere: RateRule;
  /** Logins from one address, over all accounts. */
  readonly loginAddress: RateRule;
  /** Reset mails for one address of a mailbox: nobody's mailbox is flooded. */
  readonly resetAccount: RateRule;
  readonly resetAddress: RateRule;
  /** API calls of one person (or of one address before login); each call of a batch counts. */
  readonly api: RateRule;
};

/** 30,000 a minute lets one person's scripts use 500 calls a second and stops a loop that has gone wild. */
export const DEFAULT_RATE_LIMITS: RateLimits = {
  loginAccount: { points: 10, seconds: 900 },
  loginAccountAnywhere: { points: 100, seconds: 3_600 },
  loginAddress: { points: 100, seconds: 900 },
  resetAccount: { points: 5, seconds: 3_600 },
  resetAddress: { points: 30, seconds: 3_600 },
  api: { points: 30_000, seconds: 60 },
};
