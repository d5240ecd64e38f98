import type { JobView, TaskView } from '@media/sdk';

const STEPS: Record<TaskView['kind'], string> = {
  fetch: 'Fetching the file',
  probe: 'Looking at what is in it',
  encode: 'Encoding the picture',
  repackage: 'Repackaging the picture',
  audio: 'Encoding the sound',
  images: 'Making pictures',
  package: 'Putting it all together',
  verify: 'Looking at it once more',
};

const FIRST_SHOWN: TaskView['kind'][] = [
  'encode',
  'repackage',
  'package',
  'verify',
  'audio',
  'images',
  'probe',
  'fetch',
];

/** What a job is doing now, in words for its owner; of several steps at once, the one that takes longest. */
export const currentStep = (job: JobView | undefined): string | undefined => {
  const tasks = job?.tasks ?? [];
  const retrying = tasks.find(({ status }) => status === 'retrying');
  const running = FIRST_SHOWN.flatMap((kind) =>
    tasks.filter((task) => task.kind === kind && task.status === 'running'),
  );
  const [current] = running;
  if (!current) return retrying && `${STEPS[retrying.kind]} failed, trying again`;
  const many = tasks.filter(({ kind }) => kind === current.kind);
  const done = many.filter(({ status }) => status === 'completed').length;
  return many.length > 1 ? `${STEPS[current.kind]}, ${done} of ${many.length} pieces done` : STEPS[current.kind];
};
