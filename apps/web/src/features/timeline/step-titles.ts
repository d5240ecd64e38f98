import type { TaskView } from '@media/sdk';
import { nonStandardWord } from '../video/non-standard-words';

/** Every page names the steps of a job by this table. */
const STEP_TITLES: Record<TaskView['kind'], string> = {
  fetch: 'Fetch source',
  probe: 'Inspect source',
  encode: 'Encode video',
  repackage: 'Copy video',
  audio: 'Encode audio',
  images: 'Create poster and preview',
  text: 'Convert subtitles',
  poster: 'Create chosen poster',
  package: 'Package files',
  verify: 'Verify outputs',
};

type Copied = Pick<TaskView, 'copyFailed'>;

/** All tasks of one kind. A newer API can send other kinds: they are shown by the API's name. */
export const stepTitle = (kind: string, tasks: readonly Copied[] = []): string => {
  const failed = tasks.find(({ copyFailed }) => copyFailed !== undefined)?.copyFailed;
  if (failed !== undefined) return `Try to copy video (not possible: ${nonStandardWord(failed)})`;
  return (STEP_TITLES as Record<string, string>)[kind] ?? kind;
};

/** One task of a step: `Encode video · chunk 3`, `Encode audio · English`, `Create poster`. */
export const taskTitle = (task: Pick<TaskView, 'kind' | 'name'> & Copied): string => {
  const { kind, name } = task;
  const step = stepTitle(kind, [task]);
  if (kind === 'images') return `Create ${name}`;
  const prefix = PREFIXES[kind] ?? kind;
  const part = name.startsWith(prefix) ? name.slice(prefix.length).trim() : name;
  return part === '' ? step : `${step} · ${part}`;
};

/** What a task's name repeats of its step; the kind itself where none is listed. */
const PREFIXES: Partial<Record<TaskView['kind'], string>> = { repackage: 'copy' };
