import { createTransport } from 'nodemailer';
import type { Transport } from './mail.js';

/** A server that hangs must not hold up other emails or the shutdown for minutes, which are the library's defaults. */
const CONNECT_TIMEOUT_MS = 10_000;
const SILENCE_TIMEOUT_MS = 30_000;

/** Sends through the SMTP server of a URL, over a few kept connections. */
export const smtpTransport = (url: string, from: string): Transport => {
  const transporter = createTransport({
    ...{ url, pool: true, disableFileAccess: true, disableUrlAccess: true },
    ...{ connectionTimeout: CONNECT_TIMEOUT_MS, greetingTimeout: CONNECT_TIMEOUT_MS },
    ...{ dnsTimeout: CONNECT_TIMEOUT_MS, socketTimeout: SILENCE_TIMEOUT_MS },
  });
  return {
    deliver: async ({ to, subject, text }) => {
      // As an object, the address isn't parsed, so it can't name several recipients. RFC 3834: no automatic replies.
      const headers = { 'Auto-Submitted': 'auto-generated' };
      await transporter.sendMail({ from, to: { name: '', address: to }, subject, text, headers });
    },
    close: () => transporter.close(),
  };
};
