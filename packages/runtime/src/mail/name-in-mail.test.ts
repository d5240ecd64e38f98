import { expect, test } from 'vitest';
import { nameInMail } from './name-in-mail.js';

test.each([
  ['https://evil.example/login?a=b', 'https: / / evil. example/ login?a=b'],
  ['Click www.evil.example now', 'Click www. evil. example now'],
  ['evil.example', 'evil. example'],
  ['evil。example', 'evil。 example'],
  ['javascript:alert(1)', 'javascript: alert(1)'],
  ['win@evil.example/now', 'win@evil. example/ now'],
  ['http://a@evil.example', 'http: / / a@evil. example'],
  ['Node.js meetup', 'Node. js meetup'],
])('%s is no link in an email', (name, shown) => {
  expect(nameInMail(name)).toBe(shown);
});

test.each([
  'Ada',
  'Acme Films, Inc.',
  'J. R. Smith',
  'Wait...',
  'Ärzte ohne Grenzen',
  'grace.hopper+films@example.org',
])('%s stays as it is', (name) => {
  expect(nameInMail(name)).toBe(name);
});
