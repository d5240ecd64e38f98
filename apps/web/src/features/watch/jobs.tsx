'use client';

import { Accordion, Badge, Button, Group, Stack, Text } from '@mantine/core';
import type { JobView, TaskView, VideoView } from '@media/sdk';
import { Attempt } from '@/features/timeline/attempt';
import { hasFailed } from '@/features/timeline/attempt-status';
import { formatTook } from '@/features/timeline/describe-bar';
import { statusColor } from '@/features/timeline/status-color';
import { type KindSummary, kindCounts, taskKinds, taskTitle } from '@/features/timeline/task-kinds';
import { busyMs } from '@/features/timeline/time-scale';
import { Timeline } from '@/features/timeline/timeline';
import { attemptsOf, spanOf } from '@/features/timeline/timeline-rows';
import { isUnfinished } from '@/features/video/is-unfinished';
import { Section } from './section';
import { useNow } from './state/use-now';
import type { useJobs } from './use-jobs';

/** So many tasks of a kind are listed one by one; more are one entry. */
const MOST_LISTED = 3;

/** What was done, by whom and when: for who wants to know why it took so long, or failed. */
export const Jobs = ({ video, query }: { video: VideoView; query: ReturnType<typeof useJobs> }) => {
  const { data: history, error, refetch, dataUpdatedAt } = query;
  // What runs goes on between two answers, which come only when steps have changed.
  const nowMs = Math.max(useNow(isUnfinished(video)), dataUpdatedAt);
  return (
    <>
      {error && <Unknown message={error.message} onRetry={() => void refetch()} />}
      {history?.items.map((job, index) => (
        <Section key={job.id} title={titleOf(job, index, video)} aside={<Facts job={job} nowMs={nowMs} />}>
          <Stack gap="md">
            <Timeline job={job} nowMs={nowMs} />
            <Accordion variant="default" chevronPosition="left" order={3} multiple>
              {taskKinds(job).map((kind) =>
                kind.tasks.length > MOST_LISTED ? (
                  <Kind key={kind.kind} summary={kind} />
                ) : (
                  kind.tasks.map((task) => <Task key={task.id} task={task} />)
                ),
              )}
            </Accordion>
          </Stack>
        </Section>
      ))}
    </>
  );
};

/** A reprocess that was cancelled is not what the video shows. */
const titleOf = ({ status }: JobView, index: number, video: VideoView): string => {
  if (index > 0) return `Earlier run, ${status}`;
  return status === 'cancelled' && video.status === 'completed' ? 'Latest run, cancelled' : 'Steps';
};

/** The rest of the page does not need the steps: they may be missing. */
const Unknown = ({ message, onRetry }: { message: string; onRetry: () => void }) => (
  <Section title="Steps could not be loaded">
    <Group justify="space-between">
      <Text size="sm">{message}</Text>
      <Button size="xs" variant="default" onClick={onRetry}>
        Try again
      </Button>
    </Group>
  </Section>
);

/** By which recipe, how long it took, and how much computing it cost as far as that was measured. */
const Facts = ({ job, nowMs }: { job: JobView; nowMs: number }) => {
  const tookMs = busyMs(attemptsOf(job).map(({ attempt }) => spanOf(attempt, nowMs)));
  const cpuSeconds = job.tasks
    .flatMap(({ attempts }) => attempts)
    .reduce((sum, attempt) => sum + (attempt.cpuSeconds ?? 0), 0);
  const facts = [
    `recipe ${job.recipe}`,
    tookMs > 0 && formatTook(tookMs),
    cpuSeconds > 0 && `${cpuSeconds.toFixed(1)} CPU s`,
  ];
  return (
    <Text size="sm" c="dimmed" style={{ fontVariantNumeric: 'tabular-nums' }}>
      {facts.filter(Boolean).join(' · ')}
    </Text>
  );
};

const Kind = ({ summary }: { summary: KindSummary }) => (
  <Accordion.Item value={summary.kind}>
    <Accordion.Control px={0}>
      <Text size="sm">
        {summary.kind}
        <Text span size="xs" c="dimmed">
          {` · ${kindCounts(summary)}`}
        </Text>
      </Text>
    </Accordion.Control>
    <Accordion.Panel>
      {summary.tasks.map((task) => (
        <Stack key={task.id} gap={4} mb="sm">
          <TaskLine task={task} />
          <Attempts task={task} />
        </Stack>
      ))}
    </Accordion.Panel>
  </Accordion.Item>
);

const Task = ({ task }: { task: TaskView }) => (
  <Accordion.Item value={task.id}>
    <Accordion.Control px={0}>
      <TaskLine task={task} />
    </Accordion.Control>
    <Accordion.Panel>
      <Attempts task={task} />
    </Accordion.Panel>
  </Accordion.Item>
);

const TaskLine = ({ task }: { task: TaskView }) => (
  <Group justify="space-between" wrap="nowrap">
    <Text size="sm" truncate>
      {taskTitle(task)}
      {task.attempts.length > 1 && (
        <Text span size="xs" c="dimmed">
          {` · ${countAttempts(task)}`}
        </Text>
      )}
    </Text>
    <Badge size="sm" variant="light" color={statusColor(task.status)} style={{ flexShrink: 0 }}>
      {task.status}
    </Badge>
  </Group>
);

const countAttempts = ({ attempts }: TaskView): string => {
  const failed = attempts.filter(hasFailed).length;
  return `${attempts.length} attempts${failed > 0 ? `, ${failed} failed` : ''}`;
};

const WITHOUT_ATTEMPTS: Partial<Record<TaskView['status'], string>> = {
  completed: 'Reused from an earlier run.',
  failed: 'Its attempts are no longer kept.',
};

const Attempts = ({ task: { attempts, status } }: { task: TaskView }) => (
  <>
    {attempts.length === 0 && (
      <Text size="sm" c="dimmed">
        {WITHOUT_ATTEMPTS[status] ?? 'Not started yet.'}
      </Text>
    )}
    {attempts.map((attempt) => (
      <Attempt key={attempt.number} attempt={attempt} />
    ))}
  </>
);
