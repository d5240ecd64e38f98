import type { TaskView } from '@media/sdk';

/** Dark enough for white text. */
const COLORS: Record<TaskView['kind'], string> = {
  fetch: 'indigo-7',
  probe: 'teal-8',
  encode: 'grape-7',
  repackage: 'blue-8',
  audio: 'orange-9',
  images: 'cyan-9',
  package: 'pink-7',
  verify: 'lime-9',
};

/** A CSS color, the same in every job. A newer API can send other kinds. */
export const kindColor = (kind: string): string =>
  `var(--mantine-color-${(COLORS as Record<string, string>)[kind] ?? 'gray-7'})`;
