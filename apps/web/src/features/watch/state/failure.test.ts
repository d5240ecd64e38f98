import type { JobView } from '@media/sdk';
import { expect, test } from 'vitest';
import { lastFailure } from './last-failure';

const attempt = (endedAt: string | undefined, errorCode?: string, status = errorCode ? 'failed' : 'completed') => ({
  ...{ endedAt, errorCode, status },
});
const job = (...tasks: { name: string; attempts: object[] }[]): JobView => ({ tasks }) as unknown as JobView;

test('the last failure is the failed attempt that ended last, of any task', () => {
  const found = lastFailure(
    job(
      {
        name: 'chunk 0',
        attempts: [attempt('2026-11-24T10:00:05Z', 'ENCODER_CRASHED'), attempt('2026-11-24T10:00:09Z')],
      },
      { name: 'chunk 1', attempts: [attempt('2026-11-24T10:00:07Z', 'SOURCE_DAMAGED')] },
      { name: 'audio', attempts: [attempt(undefined)] },
      { name: 'chunk 2', attempts: [attempt('2026-11-24T10:00:08Z', 'CANCELLED', 'cancelled')] },
    ),
  );
  expect(found?.task.name).toBe('chunk 1');
  expect(found?.attempt.errorCode).toBe('SOURCE_DAMAGED');
});

test('without a failed attempt there is no last failure', () => {
  expect(lastFailure(job({ name: 'fetch', attempts: [attempt('2026-11-24T10:00:05Z')] }))).toBeUndefined();
  expect(lastFailure(undefined)).toBeUndefined();
});
