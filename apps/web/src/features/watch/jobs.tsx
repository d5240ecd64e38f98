'use client';

import { Accordion, Badge, Group, Text } from '@mantine/core';
import type { JobView, TaskView, VideoView } from '@media/sdk';
import { Attempt } from './attempt';
import { Section } from './section';
import { useJobs } from './use-jobs';

const COLORS: Record<TaskView['status'] | JobView['status'], string> = {
  waiting: 'gray',
  queued: 'gray',
  running: 'indigo',
  retrying: 'yellow',
  completed: 'teal',
  failed: 'red',
  cancelled: 'gray',
};

/** What was done, step by step: for who wants to know why it took so long, or failed. */
export const Jobs = ({ video }: { video: VideoView }) => {
  const { data: jobs = [], error } = useJobs(video);
  if (error) return <Section title="Steps">{error.message}</Section>;
  return jobs.map((job, index) => (
    <Section key={job.id} title={index === 0 ? 'Steps' : `Earlier run, ${job.status}`}>
      <Accordion variant="default" chevronPosition="left" order={3} multiple>
        {job.tasks.map((task) => (
          <Task key={task.id} task={task} />
        ))}
      </Accordion>
    </Section>
  ));
};

const Task = ({ task: { id, name, status, attempts } }: { task: TaskView }) => (
  <Accordion.Item value={id}>
    <Accordion.Control px={0}>
      <Group justify="space-between" wrap="nowrap">
        <Text size="sm" truncate>
          {name}
          {attempts.length > 1 && (
            <Text span size="xs" c="dimmed">
              {` · ${attempts.length} attempts`}
            </Text>
          )}
        </Text>
        <Badge size="sm" variant="light" color={COLORS[status]} style={{ flexShrink: 0 }}>
          {status}
        </Badge>
      </Group>
    </Accordion.Control>
    <Accordion.Panel>
      {attempts.length === 0 && (
        <Text size="sm" c="dimmed">
          Not tried yet.
        </Text>
      )}
      {attempts.map((attempt) => (
        <Attempt key={attempt.number} attempt={attempt} />
      ))}
    </Accordion.Panel>
  </Accordion.Item>
);
