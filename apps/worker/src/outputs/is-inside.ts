import type { PlannedOutput } from '@media/core';

/** Whether an output contains a rendition or audio track, by its name in the plan. */
export const isInside = ({ rendition, audios }: Pick<PlannedOutput, 'rendition' | 'audios'>, name: string): boolean =>
  rendition === name || audios.includes(name);
