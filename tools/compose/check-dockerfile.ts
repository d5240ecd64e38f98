import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { argvOf, type Dockerfile, environmentOf, lastOf, type Stage, stagesOf } from './dockerfile.ts';
import { PROGRAMS } from './programs.ts';

type Pinned = { node: string; pnpm: string };

const checkVersions = ({ args }: Dockerfile, text: string, pinned: Pinned): string[] => [
  ...(text.includes(`ARG NODE_VERSION=${pinned.node}\n`)
    ? []
    : [`Node is not ${pinned.node}, which package.json pins`]),
  ...(args.PNPM_VERSION === pinned.pnpm ? [] : [`pnpm is not ${pinned.pnpm}, which package.json pins`]),
];

const isStage = ({ stages }: Dockerfile, name: string): boolean => stages.some((stage) => stage.name === name);

/** `COPY tools/x ./x` needs its sources in the repository, `COPY --from=stage` its stage. */
const checkCopy = (dockerfile: Dockerfile, root: string, { name, text }: { name: string; text: string }): string[] => {
  if (name !== 'COPY') return [];
  const words = text.split(/\s+/);
  const from = words.find((word) => word.startsWith('--from='))?.slice('--from='.length);
  if (from) return isStage(dockerfile, from) ? [] : [`copies from ${from}, which is not a stage`];
  const sources = words.filter((word) => !word.startsWith('--')).slice(0, -1);
  return sources
    .filter((source) => !existsSync(join(root, source)))
    .map((source) => `copies ${source}, which doesn't exist`);
};

/** The argument of `collect.sh FOLDER /out` in the stage that the image copies from. */
const collectedFor = (dockerfile: Dockerfile, image: readonly Stage[]): string | undefined => {
  const copies = image
    .flatMap(({ instructions }) => instructions)
    .flatMap(({ text }) => /--from=(\S+)/.exec(text)?.[1] ?? []);
  const files = dockerfile.stages.find(({ name }) => name === copies.at(-1));
  return files?.instructions.flatMap(({ text }) => /collect\.sh (\S+) /.exec(text)?.[1] ?? []).at(-1);
};

const checkImage = (dockerfile: Dockerfile, root: string, image: string, nodeFlags: readonly string[]): string[] => {
  const stages = stagesOf(dockerfile, image);
  const [, entry = ''] = argvOf(lastOf(stages, 'CMD') ?? '[]');
  const program = PROGRAMS[entry];
  if (!program) return [`${image}: starts ${entry}, which is not a known program`];
  const entrypoint = argvOf(lastOf(stages, 'ENTRYPOINT') ?? '[]');
  const exposed = Number(lastOf(stages, 'EXPOSE'));
  const port = program.port ?? Number(environmentOf(stages).WORKER_HEALTH_PORT);
  return [
    ...(existsSync(join(root, program.source))
      ? []
      : [`${image}: ${program.source}, the source of ${entry}, doesn't exist`]),
    ...(collectedFor(dockerfile, stages) === program.package
      ? []
      : [`${image}: contains a different package than its program's`]),
    ...(exposed === port ? [] : [`${image}: exposes port ${exposed}, but listens on ${port}`]),
    ...(existsSync(join(root, entrypoint.at(-1) ?? '')) ? [] : [`${image}: ${entrypoint.at(-1)} doesn't exist`]),
    ...(entrypoint.slice(1, -1).join() === nodeFlags.join()
      ? []
      : [`${image}: Node's flags differ from the launcher's`]),
  ];
};

export type DockerfileFacts = {
  text: string;
  root: string;
  images: readonly string[];
  pinned: Pinned;
  nodeFlags: readonly string[];
};

/** One sentence per contradiction between the Dockerfile and the repository. Only checks whether files exist; reads none. */
export const checkDockerfile = (
  dockerfile: Dockerfile,
  { text, root, images, pinned, nodeFlags }: DockerfileFacts,
): string[] => [
  ...checkVersions(dockerfile, text, pinned),
  ...dockerfile.stages
    .flatMap(({ instructions }) => instructions)
    .flatMap((instruction) => checkCopy(dockerfile, root, instruction)),
  ...images.flatMap((image) => checkImage(dockerfile, root, image, nodeFlags)),
];
