import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { AUDITED_SYSTEM_COMMANDS } from '@media/core';
import { expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '../../..');
/** Tests and fixtures act as the system, too. */
const IGNORED = /\.(test|fixture|fault)\.ts$|\/fixtures\/|\/system-actors\.ts$/;

const actingAsSystem = (): string[] =>
  globSync(['apps/*/src/**/*.ts', 'packages/*/src/**/*.ts'], { cwd: ROOT })
    .filter((file) => !IGNORED.test(file))
    .filter((file) => /\b(system|worker|dispatcher)Actor\(/.test(readFileSync(join(ROOT, file), 'utf8')))
    .map((file) => basename(file, '.ts'));

test('everything that acts as the system has an action in the audit log, or a reason to have none', () => {
  expect(actingAsSystem().toSorted()).toEqual(Object.keys(AUDITED_SYSTEM_COMMANDS).toSorted());
});
