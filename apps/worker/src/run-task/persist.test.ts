import { AppError } from '@media/core';
import { createLog } from '@media/runtime';
import { expect, test } from 'vitest';
import { persist } from './persist.js';

const AWAY = Object.assign(new Error('Connection terminated unexpectedly'), { code: '57P01' });

/** A write that fails with these errors in turn and then succeeds, and what is logged. */
const writing = (...errors: Error[]) => {
  const lines: { level: number; msg: string }[] = [];
  const log = createLog('test', 'info', { write: (line) => lines.push(JSON.parse(line)) });
  const controller = new AbortController();
  let writes = 0;
  const written = persist({ signal: controller.signal, log }, async () => {
    const error = errors[writes];
    writes += 1;
    if (error) throw error;
    return 'written';
  });
  return { written, lines, abort: () => controller.abort(), writes: () => writes };
};

test('an immediate success is not logged', async () => {
  const { written, lines, writes } = writing();
  expect(await written).toBe('written');
  expect([writes(), lines.length]).toEqual([1, 0]);
});

test('an outage is waited out, and its start and end are logged once', async () => {
  const { written, lines, writes } = writing(AWAY, AWAY);
  expect(await written).toBe('written');
  expect(writes()).toBe(3);
  expect(lines.map(({ level }) => level)).toEqual([40, 30]);
});

test('a write that the database rejects is not retried', async () => {
  const unique = Object.assign(new Error('Unique constraint failed'), { code: 'P2002' });
  const { written, writes } = writing(unique);
  await expect(written).rejects.toMatchObject({ code: 'RESULT_REFUSED', cause: unique, details: { unsure: false } });
  expect(writes()).toBe(1);
});

test('an error thrown while rows are written keeps its code', async () => {
  const wrong = new AppError('OUTPUT_WRONG');
  await expect(writing(wrong).written).rejects.toBe(wrong);
});

test('after a lost response, the result is marked as unsure', async () => {
  const lost = new AppError('CLAIM_LOST');
  await expect(writing(lost).written).rejects.toMatchObject({ code: 'CLAIM_LOST', details: { unsure: false } });
  await expect(writing(AWAY, lost).written).rejects.toMatchObject({ code: 'CLAIM_LOST', details: { unsure: true } });
  const unique = Object.assign(new Error('x'), { code: 'P2002' });
  await expect(writing(AWAY, unique).written).rejects.toMatchObject({
    code: 'RESULT_REFUSED',
    details: { unsure: true },
  });
});

test('losing the claim during an outage ends the retries', async () => {
  const { written, abort, lines } = writing(...Array.from({ length: 100 }, () => AWAY));
  await expect.poll(() => lines.length).toBe(1);
  abort();
  await expect(written).rejects.toMatchObject({ code: 'CLAIM_LOST', details: { unsure: true } });
});
