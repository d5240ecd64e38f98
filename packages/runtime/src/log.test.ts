import { expect, test } from 'vitest';
import { createLog } from './log.js';

const logged = (facts: object): string => {
  const lines: string[] = [];
  createLog('test', 'trace', { write: (line) => void lines.push(line) }).info(facts, 'a fact');
  return lines.join('');
};

test('secrets are redacted up to two levels deep', () => {
  const secret = 'open sesame';
  const facts = {
    token: secret,
    apiKey: secret,
    headers: { authorization: secret, cookie: secret },
    request: { body: { password: secret } },
  };
  expect(logged({ ...facts, kept: 'this' })).toContain('"kept":"this"');
  expect(logged(facts)).not.toContain(secret);
});

test('errors are logged without the arguments of the failed command', () => {
  const error = Object.assign(new Error('WRONGPASS'), { command: { name: 'auth', args: ['open sesame'] } });
  for (const line of [logged({ err: error }), logged({ error })]) {
    expect(line).toContain('WRONGPASS');
    expect(line).not.toContain('open sesame');
  }
});
