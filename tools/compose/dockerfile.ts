/** A stage of a Dockerfile with its instructions in order. */
export type Stage = { name: string; from: string; instructions: { name: string; text: string }[] };
export type Dockerfile = { args: Record<string, string>; stages: Stage[] };

const logicalLines = (text: string): string[] =>
  text
    .replaceAll(/^\s*#.*\n/gm, '')
    .replaceAll(/\\\n\s*/g, '')
    .split('\n')
    .filter((line) => line.trim() !== '');

/** The stages of a Dockerfile and the defaults of the ARGs within them. */
export const parseDockerfile = (text: string): Dockerfile => {
  const args: Dockerfile['args'] = {};
  const stages: Stage[] = [];
  for (const line of logicalLines(text)) {
    const [, instruction = '', rest = ''] = /^(\w+)\s+(.*)$/.exec(line) ?? [];
    if (instruction === 'FROM') {
      const [from = '', , name = ''] = rest.split(/\s+/);
      stages.push({ name, from, instructions: [] });
      continue;
    }
    stages.at(-1)?.instructions.push({ name: instruction, text: rest });
    if (instruction === 'ARG') args[rest.split('=')[0] ?? ''] = rest.split('=')[1] ?? '';
  }
  return { args, stages };
};

/** A stage, preceded by the stages of the same file that it is based on. */
export const stagesOf = ({ stages }: Dockerfile, name: string): Stage[] => {
  const stage = stages.find((candidate) => candidate.name === name);
  if (!stage) throw new Error(`The Dockerfile has no stage ${name}`);
  return stages.some((candidate) => candidate.name === stage.from)
    ? [...stagesOf({ args: {}, stages }, stage.from), stage]
    : [stage];
};

/** The effective instruction of a kind: the last one wins. */
export const lastOf = (stages: readonly Stage[], name: string): string | undefined =>
  stages.flatMap(({ instructions }) => instructions).findLast((instruction) => instruction.name === name)?.text;

/** The JSON array of a CMD, ENTRYPOINT or HEALTHCHECK CMD. */
export const argvOf = (text: string): string[] => JSON.parse(text.slice(text.indexOf('['))) as string[];

export const environmentOf = (stages: readonly Stage[]): Record<string, string> =>
  Object.fromEntries(
    stages
      .flatMap(({ instructions }) => instructions)
      .filter(({ name }) => name === 'ENV')
      .flatMap(({ text }) => text.split(/\s+/))
      .map((pair) => [pair.split('=')[0] ?? '', pair.slice(pair.indexOf('=') + 1)]),
  );
