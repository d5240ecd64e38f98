import { createHash } from 'node:crypto';
import type { ApiConfig, RedisClient } from '@media/runtime';
import { createQuota, enforce, type Quota, type QuotaState, type ReportQuota } from './quota.js';

const ATTEMPT_WINDOW_SECONDS = 300;
const GUESS_WINDOW_SECONDS = 3_600;
/** A browser refreshes with every page it opens: many people may share an address. */
const REFRESHES_PER_ATTEMPT = 20;
/** One address alone never uses up an account's quota. */
const STRANGERS_PER_ACCOUNT = 5;

/** Who asks: the network by which it is counted, and what is told the state of each quota. */
export type Client = { network: string; reportQuota: ReportQuota };
/** To be called when the password was right. */
type Settle = () => Promise<void>;

// Redis need not know who signs in.
const emailKey = (email: string): string => createHash('sha256').update(email).digest('base64url');

const consume = async (quota: Quota, key: string, note: ReportQuota): Promise<void> =>
  enforce(await quota.consume(key), note, 'RATE_LIMITED');

/**
 * How often somebody may guess a password (docs/decisions/0030), counted in Redis for all processes together. While Redis is
 * away each process counts for itself: guessing must not become free. Each throws AppError RATE_LIMITED.
 */
export const createAuthLimits = (redis: RedisClient, { redis: { prefix }, authRateLimit }: Limits) => {
  const quota = (name: string, points: number, windowSeconds: number): Quota =>
    createQuota({ redis, prefix, name, points, windowSeconds, fallsBackToMemory: true });
  const attempts = quota('sign-in', authRateLimit, ATTEMPT_WINDOW_SECONDS);
  const refreshes = quota('refresh', authRateLimit * REFRESHES_PER_ATTEMPT, ATTEMPT_WINDOW_SECONDS);
  const guesses = quota('password', authRateLimit, GUESS_WINDOW_SECONDS);
  const strangers = quota('account', authRateLimit * STRANGERS_PER_ACCOUNT, GUESS_WINDOW_SECONDS);

  /** Counts before the password is looked at, so that many guesses at once are counted as well. */
  const guess = async (guesser: string, note: ReportQuota): Promise<Settle> => {
    await consume(guesses, guesser, note);
    return () => guesses.reset(guesser);
  };

  return {
    attempt: ({ network, reportQuota }: Client): Promise<void> => consume(attempts, network, reportQuota),
    refresh: ({ network, reportQuota }: Client): Promise<void> => consume(refreshes, network, reportQuota),

    /** A guess by somebody who has shown the password before: counted by that session, wherever it comes from. */
    guessByKnownBrowser: (sessionId: string, { reportQuota }: Pick<Client, 'reportQuota'>): Promise<Settle> =>
      guess(`session:${sessionId}`, reportQuota),

    /** A guess by anybody else: counted by address, by account and address, and slowly by account. */
    guessByStranger: async (email: string, { network, reportQuota }: Client): Promise<Settle> => {
      const account = emailKey(email);
      await consume(attempts, network, reportQuota);
      const settle = await guess(`${account}:${network}`, reportQuota);
      // What others have left of an account is nobody's business until it is used up.
      const noteRefusal = (state: QuotaState): void => (state.isExceeded ? reportQuota(state) : undefined);
      await consume(strangers, account, noteRefusal);
      return async () => void (await Promise.all([settle(), strangers.refund(account)]));
    },
  };
};
type Limits = Pick<ApiConfig, 'redis' | 'authRateLimit'>;
export type AuthLimits = ReturnType<typeof createAuthLimits>;
