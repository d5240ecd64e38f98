import { mkdirSync, mkdtempSync, readdirSync } from 'node:fs';
import { hostname } from 'node:os';
import { basename, join } from 'node:path';
import { runDir } from '@media/testkit';
import { expect, test } from 'vitest';
import { openWorkspace } from './workspace.js';

test('directories of dead processes of this host are deleted, those of live ones or other hosts are kept', async () => {
  const root = mkdtempSync(join(runDir(), 'workspace-'));
  const living = await openWorkspace(root);
  const dead = `${process.pid}-1-${encodeURIComponent(hostname())}`;
  const elsewhere = `${process.pid}-1-another-host`;
  for (const name of [dead, elsewhere]) mkdirSync(join(root, 'processes', name));
  await using work = await living.open();
  await openWorkspace(root);
  expect(readdirSync(join(root, 'processes')).sort()).toEqual([basename(living.dir), elsewhere].sort());
  expect(readdirSync(living.dir)).toEqual([basename(work.path)]);
  await living.close();
});
