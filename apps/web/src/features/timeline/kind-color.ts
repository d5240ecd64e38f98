import type { TaskView } from '@media/sdk';

/** Dark enough for white text, and light enough to be told apart. */
const COLORS: Record<TaskView['kind'], string> = {
  fetch: 'gray-6',
  probe: 'cyan-6',
  encode: 'indigo-6',
  repackage: 'blue-6',
  audio: 'grape-6',
  images: 'orange-6',
  text: 'pink-6',
  poster: 'yellow-6',
  package: 'teal-6',
  verify: 'lime-6',
};

/** A CSS color, the same in every job. A newer API can send other kinds. */
export const kindColor = (kind: string): string =>
  `var(--mantine-color-${(COLORS as Record<string, string>)[kind] ?? 'gray-7'})`;
