import type { VideoId } from '@media/core';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Upload, videoCommands } from './index.js';
import { DEFAULTS, useUsage } from './use-usage.fixture.js';

const { database, organizationId, addAnother, uploads, actor, usage, create, complete, expectNoDifference } =
  useUsage();

type Step = { kind: 'create' | 'abort' | 'expire' | 'complete' | 'remove'; sizeBytes: number; pick: number };
const STEP = fc.record({
  kind: fc.constantFrom<Step['kind']>(
    'create',
    'create',
    'create',
    'abort',
    'expire',
    'complete',
    'complete',
    'remove',
  ),
  sizeBytes: fc.integer({ min: 1, max: 60 }),
  pick: fc.nat(),
});
const MONTHLY_LIMIT = 150;
/** Steps that run in parallel, in the month of the round before or in the next one. */
type Round = { inNextMonth: boolean; steps: Step[] };
const ROUND: fc.Arbitrary<Round> = fc.record({
  inNextMonth: fc.boolean(),
  steps: fc.array(STEP, { minLength: 2, maxLength: 8 }),
});
/** As if a month had passed. */
const passMonth = () =>
  database().transaction(async ({ sql }) => {
    await sql.$executeRaw`UPDATE usage_counter SET month = month - interval '1 month'`;
    await sql.$executeRaw`UPDATE usage_entry SET month = month - interval '1 month'`;
    await sql.$executeRaw`UPDATE upload SET created_at = created_at - interval '1 month'`;
  });

/** Refusals of steps that lost a race. */
const EXPECTED = new Set(['QUOTA_EXCEEDED', 'RESOURCE_BUSY', 'UPLOAD_CLOSED', 'VIDEO_NOT_FOUND']);

test('parallel uploads, aborts, expiry, completion and deletion never exceed a limit and leak nothing', async () => {
  const rounds = fc.array(ROUND, { minLength: 3, maxLength: 6 });
  const property = fc.asyncProperty(rounds, async (plan) => {
    await addAnother();
    const data = { maxMonthlyUploadBytes: MONTHLY_LIMIT };
    await database().sql.organization.update({ where: { id: organizationId() }, data });
    const made: Upload[] = [];
    const perform = async ({ kind, sizeBytes, pick }: Step) => {
      if (kind === 'create') return made.push(await create(sizeBytes));
      const upload = made[pick % made.length];
      if (!upload) return undefined;
      if (kind === 'abort') return uploads().apply(upload, 'aborted');
      if (kind === 'expire') return uploads().apply(upload, 'expired');
      if (kind === 'complete') return complete(upload);
      return videoCommands(database()).remove(actor(), upload.videoId);
    };
    for (const { inNextMonth, steps } of plan) {
      if (inNextMonth) await passMonth();
      const outcomes = await Promise.allSettled(steps.map(perform));
      const unexpected = outcomes.filter(
        (outcome) => outcome.status === 'rejected' && !EXPECTED.has(outcome.reason.code),
      );
      expect(unexpected).toEqual([]);
      const { reservedBytes, sourceBytes, month } = await usage();
      expect(reservedBytes + sourceBytes).toBeLessThanOrEqual(DEFAULTS.storageBytes);
      expect(month.uploadedBytes).toBeLessThanOrEqual(MONTHLY_LIMIT);
      expect(month.uploadedBytes).toBeGreaterThanOrEqual(0);
      await expectNoDifference();
    }
    for (const { id } of await database().sql.video.findMany({ where: { organizationId: organizationId() } }))
      await videoCommands(database()).remove(actor(), id as VideoId);
    for (const upload of made)
      await uploads()
        .apply(upload, 'aborted')
        .catch(() => undefined);
    for (const upload of await database().sql.upload.findMany({
      where: { organizationId: organizationId(), status: 'completing' },
    }))
      await uploads().apply({ ...upload, status: 'completing' } as never, 'expired');
    expect(await usage()).toMatchObject({ reservedBytes: 0, sourceBytes: 0, videoCount: 0 });
    await expectNoDifference();
  });
  await fc.assert(property, { numRuns: 10, endOnFailure: true });
}, 120_000);

test('of parallel uploads, as many are created as fit', async () => {
  const outcomes = await Promise.allSettled(Array.from({ length: 20 }, () => create(30)));
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(3);
  expect(await usage()).toMatchObject({ reservedBytes: 90 });
});

test('of parallel uploads, exactly the last bytes of a month are given away', async () => {
  const data = { maxMonthlyUploadBytes: 70 };
  await database().sql.organization.update({ where: { id: organizationId() }, data });
  const sizes = [...Array<number>(12).fill(30), ...Array<number>(12).fill(10)];
  const outcomes = await Promise.allSettled(sizes.map((sizeBytes) => create(sizeBytes)));
  const refusals = outcomes.filter((outcome) => outcome.status === 'rejected').map(({ reason }) => reason);
  for (const refusal of refusals)
    expect(refusal).toMatchObject({ code: 'QUOTA_EXCEEDED', details: { quota: 'monthlyUploadBytes', limit: 70 } });
  expect((await usage()).month.uploadedBytes).toBe(70);
  await expect(create(1)).rejects.toMatchObject({ details: { used: 70, requested: 1 } });
  await passMonth();
  await create(30);
  expect((await usage()).month.uploadedBytes).toBe(30);
});
