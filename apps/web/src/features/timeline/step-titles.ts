import type { TaskView } from '@media/sdk';

/** Every page names the steps of a job by this table. */
const STEP_TITLES: Record<TaskView['kind'], string> = {
  fetch: 'Fetch source',
  probe: 'Inspect source',
  encode: 'Encode video',
  repackage: 'Copy video',
  audio: 'Encode audio',
  images: 'Create poster and preview',
  text: 'Convert subtitles',
  package: 'Package files',
  verify: 'Verify outputs',
};

/** A newer API can send other kinds: they are shown by the API's name. */
export const stepTitle = (kind: string): string => (STEP_TITLES as Record<string, string>)[kind] ?? kind;

/** One task of a step: `Encode video · chunk 3`, `Encode audio · English`, `Create poster`. */
export const taskTitle = ({ kind, name }: Pick<TaskView, 'kind' | 'name'>): string => {
  if (kind === 'images') return `Create ${name}`;
  const prefix = PREFIXES[kind] ?? kind;
  const part = name.startsWith(prefix) ? name.slice(prefix.length).trim() : name;
  return part === '' ? stepTitle(kind) : `${stepTitle(kind)} · ${part}`;
};

/** What a task's name repeats of its step; the kind itself where none is listed. */
const PREFIXES: Partial<Record<TaskView['kind'], string>> = { repackage: 'copy' };
