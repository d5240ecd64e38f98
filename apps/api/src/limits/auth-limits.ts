import { createHash } from 'node:crypto';
import type { ApiConfig, RedisClient } from '@media/runtime';
import { createQuota, enforce, type Quota, type QuotaState, type ReportQuota } from './quota.js';

const ATTEMPT_WINDOW_SECONDS = 300;
const PASSWORD_WINDOW_SECONDS = 3_600;
const REGISTRATION_WINDOW_SECONDS = 3_600;
/** Browsers refresh with every page load, and many users can share an address. */
const REFRESH_LIMIT_FACTOR = 20;
/** Each is an email to somebody who may not have asked for it, but teams also invite everybody at once. */
const INVITATION_LIMIT_FACTOR = 5;
/** Above 1, so that a single address can't use up the quota of an account. */
const ACCOUNT_LIMIT_FACTOR = 5;
/** Few, because each is an email that its recipient may not have asked for. */
const EMAIL_LIMIT_DIVISOR = 4;

/** The client's network, by which it is counted, and a callback for the state of each quota. */
export type Client = { network: string; reportQuota: ReportQuota };
/** Call it when the password was correct. */
type OnSuccess = () => Promise<void>;

// Hashed, to keep email addresses out of Redis.
const emailKey = (email: string): string => createHash('sha256').update(email).digest('base64url');

const consume = async (quota: Quota, key: string, report: ReportQuota): Promise<void> =>
  enforce(await quota.consume(key), report, 'RATE_LIMITED');

/** The remaining quota would reveal how often others try this account or share. */
const reportIfExceeded =
  (report: ReportQuota): ReportQuota =>
  (state: QuotaState): void =>
    state.isExceeded ? report(state) : undefined;

/**
 * Limits password attempts and registrations (docs/decisions/0030), counted in Redis across all processes. While Redis is unavailable, each process
 * counts by itself, so attempts stay limited. All methods throw AppError RATE_LIMITED.
 */
export const createAuthLimits = (redis: RedisClient, { redis: { prefix }, authRateLimit }: Limits) => {
  const quota = (name: string, points: number, windowSeconds: number): Quota =>
    createQuota({ redis, prefix, name, points, windowSeconds, fallsBackToMemory: true });
  const attempts = quota('sign-in', authRateLimit, ATTEMPT_WINDOW_SECONDS);
  const registrations = quota('registration', authRateLimit, REGISTRATION_WINDOW_SECONDS);
  const refreshes = quota('refresh', authRateLimit * REFRESH_LIMIT_FACTOR, ATTEMPT_WINDOW_SECONDS);
  const passwords = quota('password', authRateLimit, PASSWORD_WINDOW_SECONDS);
  const accounts = quota('account', authRateLimit * ACCOUNT_LIMIT_FACTOR, PASSWORD_WINDOW_SECONDS);

  const links = quota('link', authRateLimit * REFRESH_LIMIT_FACTOR, ATTEMPT_WINDOW_SECONDS);
  const invitations = quota('invitation', authRateLimit * INVITATION_LIMIT_FACTOR, PASSWORD_WINDOW_SECONDS);
  const emails = quota('email', Math.ceil(authRateLimit / EMAIL_LIMIT_DIVISOR), PASSWORD_WINDOW_SECONDS);

  /** Counts before the password is verified, so that concurrent attempts count too. */
  const checkPassword = async (key: string, report: ReportQuota): Promise<OnSuccess> => {
    await consume(passwords, key, report);
    return () => passwords.reset(key);
  };

  return {
    checkAttempt: ({ network, reportQuota }: Client): Promise<void> => consume(attempts, network, reportQuota),
    /** A token from a link. It can't be guessed, so many are allowed. */
    checkLink: ({ network, reportQuota }: Client): Promise<void> => consume(links, network, reportQuota),
    checkInviter: (userId: string, report: ReportQuota): Promise<void> => consume(invitations, userId, report),
    /** Counts an email to an address that anyone can enter. False if it got too many already: rejecting would tell attackers. */
    allowsEmail: async (email: string): Promise<boolean> => !(await emails.consume(emailKey(email))).isExceeded,
    /** The same for a signed-in user, who should know. */
    checkEmail: (email: string, { reportQuota }: Pick<Client, 'reportQuota'>): Promise<void> =>
      consume(emails, emailKey(email), reportQuota),
    /** Counted longer than other attempts: each account has its own limits, so many accounts would have none. */
    checkRegistration: async ({ network, reportQuota }: Client): Promise<void> => {
      await consume(attempts, network, reportQuota);
      await consume(registrations, network, reportQuota);
    },
    checkRefresh: ({ network, reportQuota }: Client): Promise<void> => consume(refreshes, network, reportQuota),

    /** A password attempt from a device with an earlier sign-in: counted by that session, from any address. */
    checkKnownDevice: (sessionId: string, { reportQuota }: Pick<Client, 'reportQuota'>): Promise<OnSuccess> =>
      checkPassword(`session:${sessionId}`, reportQuota),

    /**
     * A guess of a share's password: counted by address, by share and address, and (with a higher limit) by share. Only wrong ones count,
     * because many viewers can share an address.
     */
    checkSharePassword: async (shareId: string, { network, reportQuota }: Client): Promise<OnSuccess> => {
      const [share, address] = [`share:${shareId}`, `share:${network}`];
      await consume(attempts, address, reportQuota);
      const resetPassword = await checkPassword(`${share}:${network}`, reportQuota);
      await consume(accounts, share, reportIfExceeded(reportQuota));
      return async () => {
        await Promise.all([attempts.refund(address), resetPassword(), accounts.refund(share)]);
      };
    },

    /** A password attempt from an unknown device: counted by address, by account and address, and (with a higher limit) by account. */
    checkUnknownDevice: async (email: string, { network, reportQuota }: Client): Promise<OnSuccess> => {
      const account = emailKey(email);
      await consume(attempts, network, reportQuota);
      const resetPassword = await checkPassword(`${account}:${network}`, reportQuota);
      await consume(accounts, account, reportIfExceeded(reportQuota));
      return async () => void (await Promise.all([resetPassword(), accounts.refund(account)]));
    },
  };
};
type Limits = Pick<ApiConfig, 'redis' | 'authRateLimit'>;
export type AuthLimits = ReturnType<typeof createAuthLimits>;
