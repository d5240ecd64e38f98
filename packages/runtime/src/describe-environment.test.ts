import { expect, test } from 'vitest';
import { describeEnvironment, environmentNames } from './describe-environment.js';

const { both, api, worker } = describeEnvironment();

test('every variable has a description', () => {
  const all = [...both, ...api, ...worker];
  expect(all.length).toBeGreaterThan(30);
  expect(all.filter(({ meaning }) => meaning.length < 10)).toEqual([]);
});

test('defaults are shown as written in an environment, and only two variables are required', () => {
  expect(api).toContainEqual(expect.objectContaining({ name: 'API_PORT', defaultValue: '3001', isRequired: false }));
  expect(worker).toContainEqual(
    expect.objectContaining({ name: 'WORKER_ALLOW_UNSANDBOXED', defaultValue: 'false', isRequired: false }),
  );
  const required = [...both, ...api, ...worker].filter(({ isRequired }) => isRequired).map(({ name }) => name);
  expect(required).toEqual(['DATABASE_URL', 'JWT_SECRET']);
});

test('each program gets only the secrets it uses: web none, a migration the database URL', () => {
  const grants = ['DATABASE_URL', 'REDIS_URL', 'REDIS_PASSWORD', 'AWS_SECRET_ACCESS_KEY', 'JWT_SECRET', 'SMTP_URL'];
  const given = Object.entries(environmentNames()).map(([program, names]) => [
    program,
    grants.filter((name) => names.includes(name)),
  ]);
  expect(Object.fromEntries(given)).toEqual({
    api: grants,
    migrate: ['DATABASE_URL'],
    worker: grants.filter((name) => name !== 'JWT_SECRET' && name !== 'SMTP_URL'),
    web: [],
  });
});

test('variables shared by API and worker are listed once', () => {
  const names = [...both, ...api, ...worker].map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
});
