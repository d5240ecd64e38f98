import { expect, test } from 'vitest';
import { machineEnvironment, nodeEnvironment } from './machine-environment.ts';

const OF_THE_MACHINE = { PATH: '/usr/bin', HOME: '/root', TZ: 'UTC', LANG: 'C.UTF-8', LC_ALL: 'C' };
const OF_NODE = {
  ...{ NODE_OPTIONS: '--use-system-ca', NODE_EXTRA_CA_CERTS: '/ca.pem', OTEL_SERVICE_NAME: 'media' },
  ...{ HTTPS_PROXY: 'http://proxy:3128', no_proxy: 'localhost' },
};
const SECRETS = {
  ...{ DATABASE_URL: 'postgresql://u:p@h/d', REDIS_URL: 'redis://:p@h', JWT_SECRET: 'x', AWS_SECRET_ACCESS_KEY: 'x' },
  ...{ NODE_AUTH_TOKEN: 'x', GITHUB_TOKEN: 'x', PGPASSWORD: 'x', SMTP_URL: 'smtp://u:p@h', SSH_AUTH_SOCK: '/x' },
};

test('third-party programs get variables of the machine, but no secrets', () => {
  expect(machineEnvironment({ ...OF_THE_MACHINE, ...OF_NODE, ...SECRETS })).toEqual(OF_THE_MACHINE);
});

test('Node.js programs also get settings, proxies and certificates, but no tokens', () => {
  expect(nodeEnvironment({ ...OF_THE_MACHINE, ...OF_NODE, ...SECRETS })).toEqual({ ...OF_THE_MACHINE, ...OF_NODE });
});
