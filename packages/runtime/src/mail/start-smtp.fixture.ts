import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { SMTPServer } from 'smtp-server';
import { onTestFinished } from 'vitest';

type Received = { from: string; to: string[]; raw: string };

/** How the server answers a recipient: undefined accepts it. */
type Answer = { code: number; message: string } | undefined;

/** Starts a real SMTP server that requires a password and keeps what it receives. It stops at the end of the test. */
export const startSmtp = async (answer: () => Answer = () => undefined) => {
  const received: Received[] = [];
  const server = new SMTPServer({
    ...{ allowInsecureAuth: true, disabledCommands: ['STARTTLS'] },
    onAuth: ({ username, password }, _session, done) =>
      username === 'ada' && password === 'p@ss' ? done(null, { user: username }) : done(new Error('Wrong password')),
    onRcptTo: (_address, _session, done) => {
      const refusal = answer();
      done(refusal && Object.assign(new Error(refusal.message), { responseCode: refusal.code }));
    },
    onData: async (stream, { envelope: { mailFrom, rcptTo } }, done) => {
      const raw = await text(stream);
      received.push({ from: mailFrom ? mailFrom.address : '', to: rcptTo.map(({ address }) => address), raw });
      done();
    },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;
  onTestFinished(() => new Promise<void>((resolve) => server.close(() => resolve())));
  return { received, url: `smtp://ada:p%40ss@127.0.0.1:${port}` };
};
