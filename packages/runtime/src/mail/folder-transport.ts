import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Logger } from '../log.js';
import type { Mail, Transport } from './mail.js';

/** Older ones are deleted. */
const KEPT_FILES = 1_000;

const onOneLine = (text: string): string => text.replace(/\s+/g, ' ');

/** In UTF-8 without an encoding (RFC 6532), so that links can be copied from the file. */
const messageOf = ({ to, subject, text }: Mail, from: string, date: Date): string =>
  [
    ...[`From: ${onOneLine(from)}`, `To: ${onOneLine(to)}`, `Subject: ${onOneLine(subject)}`],
    ...[`Date: ${date.toUTCString().replace('GMT', '+0000')}`, 'MIME-Version: 1.0'],
    ...['Content-Type: text/plain; charset=utf-8', 'Content-Transfer-Encoding: 8bit', '', text, ''],
  ].join('\n');

/** Logs are often copied to other systems. Only the file contains the token of a link. */
const withoutSecrets = (text: string): string => text.replace(/(https?:\/\/[^\s#]+)#\S+/g, '$1#[secret]');

const deleteOldest = async (dir: string): Promise<void> => {
  const names = (await readdir(dir)).filter((name) => name.endsWith('.eml')).sort();
  for (const name of names.slice(0, -KEPT_FILES)) await rm(join(dir, name), { force: true });
};

/** Writes emails to a folder that only its owner can read, and to the log, for installations without an SMTP server. */
export const folderTransport = (dir: string, from: string, log: Logger): Transport => ({
  deliver: async (mail) => {
    const now = new Date();
    const file = join(dir, `${now.toISOString().replaceAll(':', '-')}-${randomUUID().slice(0, 8)}.eml`);
    await mkdir(dir, { recursive: true, mode: 0o700 });
    await writeFile(`${file}.new`, messageOf(mail, from, now), { mode: 0o600 });
    await rename(`${file}.new`, file);
    await deleteOldest(dir);
    const { to, subject, text } = mail;
    log.info({ to, subject, text: withoutSecrets(text), file }, 'Email written to a file because SMTP_URL is not set');
  },
  close: () => {},
});
