import { CloseButton, Group, Paper, Text } from '@mantine/core';
import type { TaskView } from '@media/sdk';
import { Attempt } from './attempt';
import { taskTitle } from './step-titles';
import { TaskStatus } from './task-status';

export const TaskDetails = ({ task, onClose }: { task: TaskView; onClose: () => void }) => (
  <Paper withBorder p="sm" component="section" aria-label={`${taskTitle(task)}: details`}>
    <Group justify="space-between" wrap="nowrap" mb="xs">
      <Group gap="xs" wrap="nowrap" style={{ minWidth: 0 }}>
        <Text size="sm" fw={600} truncate>
          {taskTitle(task)}
        </Text>
        <TaskStatus status={task.status} />
      </Group>
      <CloseButton size="sm" aria-label="Close details" onClick={onClose} />
    </Group>
    {task.attempts.map((attempt) => (
      <Attempt key={attempt.number} attempt={attempt} />
    ))}
  </Paper>
);
