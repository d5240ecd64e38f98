import { Badge } from '@mantine/core';
import type { TaskView } from '@media/sdk';
import { statusWord } from '../video/status-word';

const COLORS: Record<TaskView['status'], string> = {
  waiting: 'gray',
  queued: 'gray',
  running: 'indigo',
  retrying: 'yellow',
  completed: 'teal',
  failed: 'red',
  cancelled: 'gray',
};

export const TaskStatus = ({ status }: Pick<TaskView, 'status'>) => (
  <Badge size="sm" variant="light" color={COLORS[status]} tt="capitalize" style={{ flexShrink: 0 }}>
    {statusWord(status)}
  </Badge>
);
