import { Accordion, Group, Stack, Text } from '@mantine/core';
import type { TaskView } from '@media/sdk';
import { Attempt } from '@/features/timeline/attempt';
import { hasFailed } from '@/features/timeline/attempt-status';
import { stepTitle, taskTitle } from '@/features/timeline/step-titles';
import { type KindSummary, kindCounts } from '@/features/timeline/task-kinds';
import { TaskStatus } from '@/features/timeline/task-status';
import type { JobEntry } from './job-entries';

/** Chevrons are below those of the disclosures on the page, and details below the task's title. */
const ALIGNED = { chevron: { marginInline: '0 8px' }, content: { paddingInline: '24px 0' } };

export const JobTasks = ({ entries }: { entries: readonly JobEntry[] }) => (
  <Accordion variant="default" chevronPosition="left" chevronIconSize={16} styles={ALIGNED} order={3} multiple>
    {entries.map((entry) =>
      'task' in entry ? (
        <Task key={entry.task.id} task={entry.task} />
      ) : (
        <Kind key={entry.kind.kind} summary={entry.kind} />
      ),
    )}
  </Accordion>
);

const Kind = ({ summary }: { summary: KindSummary }) => (
  <Accordion.Item value={summary.kind}>
    <Accordion.Control px={0}>
      <Text size="sm">
        {stepTitle(summary.kind, summary.tasks)}
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
    <TaskStatus status={task.status} />
  </Group>
);

const countAttempts = ({ attempts }: TaskView): string => {
  const failed = attempts.filter(hasFailed).length;
  return `${attempts.length} attempts${failed > 0 ? `, ${failed} failed` : ''}`;
};

const WITHOUT_ATTEMPTS: Partial<Record<TaskView['status'], string>> = {
  completed: 'Reused from an earlier run.',
  failed: 'The attempts are no longer stored.',
};

const Attempts = ({ task: { attempts, status } }: { task: TaskView }) => (
  <>
    {attempts.length === 0 && (
      <Text size="sm" c="dimmed">
        {WITHOUT_ATTEMPTS[status] ?? 'Not started.'}
      </Text>
    )}
    {attempts.map((attempt) => (
      <Attempt key={attempt.number} attempt={attempt} />
    ))}
  </>
);
