import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openScene, reel } from './live-cache.fixture';
import { history, step } from './new-steps.fixture';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const FETCHING = history({ progress: 1 }, step('running', 10), step('waiting', 90));
const ENCODING = history({ progress: 12 }, step('completed', 10), step('running', 90));

const openSteps = async () => {
  const scene = openScene();
  const jobs = scene.openJobs();
  await (await jobs.next()).answer(FETCHING);
  return { ...scene, jobs };
};

test('jobs are not refetched while no step changes', async () => {
  const { jobs, receive, wait } = await openSteps();
  await vi.advanceTimersByTimeAsync(3_600_000);
  for (const progress of [2, 4, 6, 8]) receive({ progress });
  receive({ videoId: 'another', status: 'completed' });
  await wait();
  expect(jobs.requested()).toBe(0);
});

test('several messages about steps cause one request', async () => {
  const { jobs, receive, wait } = await openSteps();
  for (const progress of [11, 12]) receive({ progress });
  receive({ playable: true });
  await wait();
  expect(jobs.requested()).toBe(1);
  await (await jobs.next()).answer({ ...ENCODING, video: { ...ENCODING.video, playable: true } });
  await wait();
  await wait();
  expect(jobs.requested()).toBe(0);
});

test.each([{ retrying: { task: 'encode 1', code: 'X', try: 2 } }, { status: 'failed' }, { progress: 11 }])(
  'a response requested before %j is refetched',
  async (message) => {
    const { jobs, receive, wait } = await openSteps();
    receive({ playable: true });
    await wait();
    const early = await jobs.next();
    receive(message);
    await early.answer({ ...FETCHING, video: { ...FETCHING.video, playable: true } });
    await wait();
    expect(jobs.requested()).toBe(1);
  },
);

test('hidden jobs with new steps are refetched when they are shown again', async () => {
  const { jobs, receive, wait } = await openSteps();
  jobs.close();
  await wait();
  receive({ status: 'completed' });
  await wait();
  expect(jobs.requested()).toBe(0);
  jobs.reopen();
  await wait();
  expect(jobs.requested()).toBe(1);
});

test('the response to a command and a gap in the stream also refetch jobs', async () => {
  const { jobs, live, wait } = await openSteps();
  await live.showResponse(async () => reel('cancelled'));
  await wait();
  await (await jobs.next()).answer(history({ status: 'cancelled', progress: 1 }, step('cancelled', 100)));
  live.catchUp();
  await wait();
  expect(jobs.requested()).toBe(1);
});
