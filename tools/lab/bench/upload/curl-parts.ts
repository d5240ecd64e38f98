import { execFile } from 'node:child_process';
import { open, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { processStat } from '@media/local-services';

const run = promisify(execFile);

const endedChildrenSeconds = (): number => processStat(process.pid)?.endedChildrenCpuSeconds ?? 0;

/** Splits a file into files of `partSizeBytes`, because curl can't upload a range of a file. */
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

/** Sends files with one curl process, `parallel` at a time. @throws Error if any request fails */
export const curlParts = async (
  puts: readonly Put[],
  parallel: number,
  dir: string,
): Promise<{ seconds: number; cpuSeconds: number }> => {
  const config = join(dir, 'curl.config');
  // Disables "Expect: 100-continue", which would cost a round trip per part.
  const lines = [
    'header = "Expect:"',
    ...puts.flatMap(({ file, url }) => [`upload-file = "${file}"`, `url = "${url}"`]),
  ];
  await writeFile(config, lines.join('\n'));
  const options = ['--parallel', '--parallel-immediate', '--parallel-max', String(parallel)];
  const [begin, before] = [performance.now(), endedChildrenSeconds()];
  await run('curl', [...options, '--silent', '--show-error', '--fail', '--config', config]);
  const seconds = (performance.now() - begin) / 1_000;
  const cpuSeconds = endedChildrenSeconds() - before;
  await rm(config);
  return { seconds, cpuSeconds };
};
