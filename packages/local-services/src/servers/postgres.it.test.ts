import { statSync } from 'node:fs';
import { postgresUrl } from '@media/testkit';
import { expect, test } from 'vitest';
import { withConnection } from './sql.ts';

test('runs as an unprivileged user even if started by root', async () => {
  const { rows } = await withConnection(postgresUrl(), (client) =>
    client.query<{ dir: string }>("SELECT current_setting('data_directory') AS dir"),
  );
  expect(statSync(rows[0]?.dir ?? '').uid).not.toBe(0);
});

test('requires the password from every local user', async () => {
  const url = new URL(postgresUrl());
  url.password = 'guessed';
  await expect(withConnection(url.toString(), async () => undefined)).rejects.toThrow('password authentication failed');
  const { rows } = await withConnection(postgresUrl(), (client) =>
    client.query<{ method: string }>('SELECT DISTINCT auth_method AS method FROM pg_hba_file_rules'),
  );
  expect(rows.map(({ method }) => method)).toEqual(['scram-sha-256']);
});
