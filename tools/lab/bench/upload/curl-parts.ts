import { execFile } from 'node:child_process';
import { open, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Linux counts CPU time in ticks of 1/100 s wherever Node runs. */
const TICKS_PER_SECOND = 100;

/** User and system time of all children that have ended so far: cutime and cstime, the 14th and 15th field behind the name. */
const endedChildrenSeconds = async (): Promise<number> => {
  const stat = await readFile('/proc/self/stat', 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[13]) + Number(fields[14])) / TICKS_PER_SECOND;
};

/** Cuts a file into files of `partSizeBytes`: curl cannot send a range of one. */
export const splitFile = async (path: string, partSizeBytes: number, dir: string): Promise<string[]> => {
  await using file = await open(path);
  const { size } = await file.stat();
  const buffer = Buffer.alloc(partSizeBytes);
  const parts: string[] = [];
  for (let start = 0; start < size; start += partSizeBytes) {
    const { bytesRead } = await file.read(buffer, 0, partSizeBytes, start);
    const part = join(dir, `part-${parts.length + 1}`);
    await writeFile(part, buffer.subarray(0, bytesRead));
    parts.push(part);
  }
  return parts;
};

type Put = { file: string; url: string };

/** Sends files by one curl, `parallel` at a time; fails when any of them is refused. */
export const curlParts = async (
  puts: readonly Put[],
  parallel: number,
  dir: string,
): Promise<{ seconds: number; cpuSeconds: number }> => {
  const config = join(dir, 'curl.config');
  // "Expect: 100-continue" would cost it a round trip per part.
  const lines = [
    'header = "Expect:"',
    ...puts.flatMap(({ file, url }) => [`upload-file = "${file}"`, `url = "${url}"`]),
  ];
  await writeFile(config, lines.join('\n'));
  const options = ['--parallel', '--parallel-immediate', '--parallel-max', String(parallel)];
  const [begin, before] = [performance.now(), await endedChildrenSeconds()];
  await run('curl', [...options, '--silent', '--show-error', '--fail', '--config', config]);
  const seconds = (performance.now() - begin) / 1_000;
  const cpuSeconds = (await endedChildrenSeconds()) - before;
  await rm(config);
  return { seconds, cpuSeconds };
};
