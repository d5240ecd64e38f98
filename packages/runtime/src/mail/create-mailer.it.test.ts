import { mkdtemp, readdir, readFile, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { createLog } from '../log.js';
import { createMailer } from './create-mailer.js';
import { startSmtp } from './start-smtp.fixture.js';

const FROM = 'Videos <videos@example.org>';
const LINK =
  'https://video.example.org/reset-password#a-secret-token-that-is-longer-than-a-line-of-an-email-usually-is';
const MAIL = { to: 'grace@example.org', subject: 'Grüße', text: `Open this link:\n${LINK}\n` };

const mailer = (smtpUrl: string | undefined, { dir = '/nonexistent', delays = [1, 1] as number[] } = {}) => {
  const lines: string[] = [];
  const log = createLog('test', 'debug', { write: (line: string) => void lines.push(line) });
  const created = createMailer({ smtpUrl, from: FROM, dir }, log, delays);
  onTestFinished(() => created.close());
  return { ...created, lines, logged: (text: string) => lines.filter((line) => line.includes(text)).length };
};

const until = (isMet: () => boolean | Promise<boolean>) => vi.waitUntil(isMet, { timeout: 60_000, interval: 20 });

test('an email reaches an SMTP server that requires a password, and the log contains neither address nor text', async () => {
  const { received, url } = await startSmtp();
  const { send, lines } = mailer(url);
  send(async () => MAIL);
  await until(() => received.length === 1);
  expect(received[0]).toMatchObject({ from: 'videos@example.org', to: [MAIL.to] });
  const raw = received[0]?.raw ?? '';
  expect(raw).toMatch(/^From: Videos <videos@example\.org>\r$/m);
  expect(raw).toMatch(/^Auto-Submitted: auto-generated\r$/m);
  expect(raw.replaceAll('=\r\n', '')).toContain(LINK);
  await until(() => lines.length === 1);
  expect(lines.join()).not.toMatch(/grace|secret-token/);
});

test('an address never names more than one recipient, or a header', async () => {
  const { received, url } = await startSmtp();
  const { send, close } = mailer(url);
  send(async () => ({ ...MAIL, to: 'a@example.org, b@example.org' }));
  send(async () => ({ ...MAIL, subject: 'Hello\r\nBcc: c@example.org' }));
  await until(() => received.some(({ to }) => to.includes(MAIL.to)));
  await close();
  expect(received.flatMap(({ to }) => to).filter((to) => to === 'b@example.org' || to === 'c@example.org')).toEqual([]);
  expect(received.map(({ raw }) => /^Bcc:/m.test(raw))).not.toContain(true);
});

test('a temporary refusal is retried, a final one is not', async () => {
  const answers = [{ code: 451, message: 'Greylisted' }, undefined, { code: 550, message: 'No such mailbox' }];
  let asked = 0;
  const { received, url } = await startSmtp(() => answers[asked++]);
  const { send, logged } = mailer(url);
  send(async () => MAIL);
  await until(() => received.length === 1);
  expect(logged('retrying')).toBe(1);
  send(async () => MAIL);
  await until(() => logged('Email not sent') === 1);
  expect([asked, received.length]).toEqual([3, 1]);
});

test('sending never throws: an unreachable server is given up after the last retry, and a failing composition is logged', async () => {
  const { send, logged } = mailer('smtp://127.0.0.1:1');
  send(async () => MAIL);
  send(async () => undefined);
  send(async () => {
    throw new Error('no database');
  });
  await until(() => logged('Email not sent') === 1);
  expect([logged('retrying'), logged('Email not written')]).toEqual([2, 1]);
});

test('closing abandons emails that wait for a retry, and says so', async () => {
  const { send, close, logged } = mailer('smtp://127.0.0.1:1', { delays: [3_600_000] });
  send(async () => MAIL);
  await until(() => logged('retrying') === 1);
  await close();
  expect(logged('because the process stopped')).toBe(1);
});

test('without a server, emails are private files, and the log has everything but the token', async () => {
  const dir = join(await mkdtemp(join(tmpdir(), 'mail-')), 'mail');
  const { send, lines, logged } = mailer(undefined, { dir });
  send(async () => ({ ...MAIL, to: 'grace@example.org\nBcc: c@example.org' }));
  await until(() => logged('Email written') === 1);
  const [name = ''] = await readdir(dir);
  const file = join(dir, name);
  const text = await readFile(file, 'utf8');
  expect(text).toContain(`To: grace@example.org Bcc: c@example.org\nSubject: Grüße\n`);
  expect(text).toContain(`\n\n${MAIL.text}`);
  expect([(await stat(dir)).mode & 0o777, (await stat(file)).mode & 0o777]).toEqual([0o700, 0o600]);
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({
    ...{ subject: MAIL.subject, file },
    text: 'Open this link:\nhttps://video.example.org/reset-password#[secret]\n',
  });
});
