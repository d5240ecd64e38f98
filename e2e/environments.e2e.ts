import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { UNRELATED_SECRETS } from './support/launch-product.ts';
import { environmentOf, processTreeOf, recordedChildren } from './support/processes.ts';
import { product } from './support/product.ts';

/** By child process. */
const EXPECTED_SECRETS: Readonly<Record<string, readonly string[]>> = {
  postgres: [],
  redis: [],
  s3: ['s3AccessKeyId', 's3SecretAccessKey'],
  worker: ['s3AccessKeyId', 's3SecretAccessKey', 'postgresPassword', 'redisPassword'],
  api: ['jwtSecret', 's3AccessKeyId', 's3SecretAccessKey', 'postgresPassword', 'redisPassword'],
  web: [],
};

test('each process has only the secrets that it uses in its environment', () => {
  const { dataDir } = product();
  const secrets: Record<string, string> = {
    ...JSON.parse(readFileSync(join(dataDir, 'secrets.json'), 'utf8')),
    ...UNRELATED_SECRETS,
  };
  const children = recordedChildren(dataDir).map(({ name, pid }) => ({ name: name.replace(/-\d+$/, ''), pid }));
  expect(new Set(children.map(({ name }) => name))).toEqual(new Set(Object.keys(EXPECTED_SECRETS)));
  for (const { name, pid } of children) {
    const environment = processTreeOf(pid).map(environmentOf).join('\n');
    const found = Object.keys(secrets).filter((secret) => environment.includes(secrets[secret] ?? ''));
    expect(found.sort(), name).toEqual([...(EXPECTED_SECRETS[name] ?? [])].sort());
  }
  // Proves that the environment of web is readable: no secrets are expected there.
  expect(environmentOf(children.find(({ name }) => name === 'web')?.pid ?? 0)).toContain('API_ORIGIN=');
});
