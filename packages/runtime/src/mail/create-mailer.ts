import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from '../log.js';
import { folderTransport } from './folder-transport.js';
import type { Mail } from './mail.js';
import { smtpTransport } from './smtp-transport.js';

export type MailConfig = {
  /** Undefined: emails are written to `dir`. */
  smtpUrl: string | undefined;
  from: string;
  dir: string;
};

/** Long enough for greylisting and for the restart of a mail server, and shorter than any link is valid. */
const RETRY_DELAYS_MS: readonly number[] = [5_000, 60_000, 300_000, 900_000];
/** Emails that wait or are being sent. A server that is down for long must not fill the memory. */
const MAX_PENDING = 1_000;
const CLOSE_MS = 5_000;

/** Writes an email right before it is sent. Undefined: none is needed. */
export type Compose = () => Promise<Mail | undefined>;

/** SMTP's 5xx replies to the recipient or the content: the same email will be rejected again. */
const isRejected = (error: unknown): boolean => {
  const { code, responseCode } = Object(error) as { code?: unknown; responseCode?: unknown };
  return (code === 'EENVELOPE' || code === 'EMESSAGE') && Number(responseCode) >= 500;
};

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/**
 * Sends emails in the background, so that a request neither waits for the mail server nor fails with it
 * (docs/decisions/0055). Retries for about 20 minutes.
 */
export const createMailer = (
  { smtpUrl, from, dir }: MailConfig,
  log: Logger,
  retryDelaysMs: readonly number[] = RETRY_DELAYS_MS,
) => {
  const transport = smtpUrl ? smtpTransport(smtpUrl, from) : folderTransport(dir, from, log);
  const pending = new Set<Promise<void>>();
  const stopping = new AbortController();

  /** Whether to try again. */
  const waitForRetry = async (error: unknown, subject: string, attempt: number): Promise<boolean> => {
    const retryInMs = retryDelaysMs[attempt];
    const facts = { subject, reason: reasonOf(error) };
    if (isRejected(error) || retryInMs === undefined || stopping.signal.aborted) {
      log.error(facts, 'Email not sent');
      return false;
    }
    log.warn({ ...facts, retryInMs }, 'Sending an email failed; retrying');
    const isOver = sleep(retryInMs, true, { signal: stopping.signal, ref: false }).catch(() => false);
    if (await isOver) return true;
    log.error(facts, 'Email not sent because the process stopped');
    return false;
  };

  const deliver = async (mail: Mail): Promise<void> => {
    for (let attempt = 0; ; attempt += 1) {
      try {
        await transport.deliver(mail);
        log.debug({ subject: mail.subject }, 'Email sent');
        return;
      } catch (error) {
        if (!(await waitForRetry(error, mail.subject, attempt))) return;
      }
    }
  };

  const composeAndDeliver = async (compose: Compose): Promise<void> => {
    try {
      const mail = await compose();
      if (mail) await deliver(mail);
    } catch (error) {
      log.error({ err: error }, 'Email not written');
    }
  };

  return {
    /**
     * Returns at once and never throws. Call it after the commit that the email is about. What only concerns the email, such as
     * its token, belongs in `compose`: then the response takes equally long whether an email is sent or not.
     */
    send: (compose: Compose): void => {
      if (pending.size >= MAX_PENDING) {
        log.error('Email not sent because too many others are waiting');
        return;
      }
      const delivery = composeAndDeliver(compose).finally(() => pending.delete(delivery));
      pending.add(delivery);
    },

    /** Finishes deliveries that are in progress and abandons those that wait for a retry. */
    close: async (): Promise<void> => {
      stopping.abort();
      await Promise.race([Promise.all(pending), sleep(CLOSE_MS, undefined, { ref: false })]);
      transport.close();
    },
  };
};
export type Mailer = ReturnType<typeof createMailer>;
