import type { JobView, TaskView } from '@media/sdk';

const COLORS: Record<TaskView['status'] | JobView['status'], string> = {
  waiting: 'gray',
  queued: 'gray',
  running: 'indigo',
  retrying: 'yellow',
  completed: 'teal',
  failed: 'red',
  cancelled: 'gray',
};

export const statusColor = (status: TaskView['status'] | JobView['status']): string => COLORS[status];
