'use client';

import { Accordion, Badge, Group, Stack, Text } from '@mantine/core';
import type { TaskView, VideoView } from '@media/sdk';
import { Attempt } from '@/features/timeline/attempt';
import { statusColor } from '@/features/timeline/status-color';
import { type KindSummary, kindCounts, taskKinds, taskTitle } from '@/features/timeline/task-kinds';
import { Timeline } from '@/features/timeline/timeline';
import { Section } from './section';
import { useJobs } from './use-jobs';

/** So many tasks of a kind are listed one by one; more are one entry. */
const MOST_LISTED = 3;

/** What was done, by whom and when: for who wants to know why it took so long, or failed. */
export const Jobs = ({ video }: { video: VideoView }) => {
  const { data: jobs = [], error, dataUpdatedAt } = useJobs(video);
  if (error) return <Section title="Steps">{error.message}</Section>;
  return jobs.map((job, index) => (
    <Section key={job.id} title={index === 0 ? 'Steps' : `Earlier run, ${job.status}`}>
      <Stack gap="md">
        <Timeline job={job} nowMs={dataUpdatedAt} />
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
  ));
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
          {` · ${task.attempts.length} attempts`}
        </Text>
      )}
    </Text>
    <Badge size="sm" variant="light" color={statusColor(task.status)} style={{ flexShrink: 0 }}>
      {task.status}
    </Badge>
  </Group>
);

const Attempts = ({ task: { attempts, status } }: { task: TaskView }) => (
  <>
    {attempts.length === 0 && (
      <Text size="sm" c="dimmed">
        {status === 'completed' ? 'Taken over from an earlier run.' : 'Not tried yet.'}
      </Text>
    )}
    {attempts.map((attempt) => (
      <Attempt key={attempt.number} attempt={attempt} />
    ))}
  </>
);
