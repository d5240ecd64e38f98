import type { JobList, TaskView, VideoSnapshot } from '@media/sdk';

/** A step with its share of the job in percent. */
export const step = (status: TaskView['status'], percent: number): TaskView =>
  ({ status, weight: percent * 100, attempts: status === 'waiting' ? [] : [{ number: 1 }] }) as unknown as TaskView;

/** The job list of a video with these steps. */
export const history = (video: Partial<VideoSnapshot>, ...tasks: TaskView[]): JobList =>
  ({
    video: { generation: 1, status: 'processing', progress: 0, playable: false, ...video },
    items: [{ tasks }],
  }) as unknown as JobList;
