import type { PlannedOutput } from '@media/core';

/** Whether a rendition or an audio track, by its name in the plan, is part of an output. */
export const isInside = ({ rendition, audios }: Pick<PlannedOutput, 'rendition' | 'audios'>, name: string): boolean =>
  rendition === name || audios.includes(name);
