import type { VideoView } from '@media/sdk';

type Priority = VideoView['priority'];

/** The highest first. */
const TITLES: Record<Priority, string> = { high: 'High', normal: 'Normal', low: 'Low' };
const PRIORITIES = Object.keys(TITLES) as Priority[];

export const priorityTitle = (priority: Priority): string => TITLES[priority];

/** With `refusal`: why the organization's videos can't have it. */
export type PriorityChoice = { priority: Priority; title: string; refusal?: string };

export const priorityChoices = (highest: Priority): PriorityChoice[] =>
  PRIORITIES.map((priority) => ({
    ...{ priority, title: TITLES[priority] },
    ...(isAbove(priority, highest) && { refusal: `Your organization's highest priority is ${highest}.` }),
  }));

const isAbove = (priority: Priority, ceiling: Priority): boolean =>
  PRIORITIES.indexOf(priority) < PRIORITIES.indexOf(ceiling);
