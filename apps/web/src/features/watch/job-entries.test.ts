import type { TaskView } from '@media/sdk';
import { expect, test } from 'vitest';
import { type JobEntry, jobEntries } from './job-entries';

const task = (kind: string, status: TaskView['status']): TaskView => ({ kind, status }) as unknown as TaskView;
const named = (entries: readonly JobEntry[]) =>
  entries.map((entry) => ('task' in entry ? `${entry.task.kind} ${entry.task.status}` : `all ${entry.kind.kind}`));

test('running, retrying and failed tasks are separate from those that need no attention', () => {
  const tasks = [
    task('fetch', 'completed'),
    task('audio', 'failed'),
    task('audio', 'completed'),
    task('images', 'retrying'),
    task('package', 'running'),
    task('verify', 'waiting'),
  ];
  const { active, others } = jobEntries({ tasks });
  expect(named(active)).toEqual(['audio failed', 'images retrying', 'package running']);
  expect(named(others)).toEqual(['fetch completed', 'audio completed', 'verify waiting']);
});

test.each([
  ['active', 'running'],
  ['others', 'completed'],
] as const)('many tasks of a kind are one entry, among the %s when the last one is %s', (group, last) => {
  const done = Array.from({ length: 4 }, () => task('encode', 'completed'));
  expect(named(jobEntries({ tasks: [...done, task('encode', last)] })[group])).toEqual(['all encode']);
});
