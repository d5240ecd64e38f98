import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32, deflateSync } from 'node:zlib';
import { AppError } from '@media/core';
import { beforeAll, describe, expect, it } from 'vitest';
import { createMediaRunner } from '../index.js';
import { attackSandbox } from '../sandbox/attack-sandbox.js';
import { makeClip, readTimes } from './numbered-clip.harness.js';
import { probeSource, processClip } from './process-clip.harness.js';
import { FFMPEG } from './studio.harness.js';
import { useStudio } from './use-studio.harness.js';

const studio = useStudio();

/** Only the header of a square image, which is refused before its pixels are read. */
const stillPng = (width: number): Buffer => {
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type), data]);
    const [size, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
    size.writeUInt32BE(data.length);
    sum.writeUInt32BE(crc32(body));
    return Buffer.concat([size, body, sum]);
  };
  const header = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 8, 0, 0, 0, 0]);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(width, 4);
  const signature = Buffer.from('89504e470d0a1a0a', 'hex');
  const pixels = chunk('IDAT', deflateSync(Buffer.alloc(100_000)));
  return Buffer.concat([signature, chunk('IHDR', header), pixels, chunk('IEND', Buffer.alloc(0))]);
};

const refusal = async (work: Promise<unknown>): Promise<AppError> => {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof AppError)) throw new Error(`expected an AppError, got ${error}`);
  return error;
};

describe('a malicious or damaged file', () => {
  let canary: string;
  beforeAll(async () => {
    canary = await makeClip(studio, 'canary.ts', { seconds: 0.2, output: ['-c:v', 'libx264', '-f', 'mpegts'] });
  });

  it.each([
    ['playlist.mp4', () => `#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\nfile://${canary}\n#EXT-X-ENDLIST\n`],
    ['relative.mkv', () => '#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\ncanary.ts\n#EXT-X-ENDLIST\n'],
    ['concat.mp4', () => "ffconcat version 1.0\nfile 'canary.ts'\n"],
    [
      'dash.mp4',
      () =>
        `<?xml version="1.0"?><MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="static"><Period><AdaptationSet mimeType="video/mp2t"><Representation id="1" bandwidth="1"><BaseURL>file://${canary}</BaseURL></Representation></AdaptationSet></Period></MPD>`,
    ],
    ['page.mp4', () => '<html><body>hello</body></html>'],
    ['empty.mp4', () => ''],
  ])('is refused, and the file that it refers to is never read: %s', async (name, content) => {
    const path = join(studio.dir, name);
    await writeFile(path, content());
    expect((await refusal(probeSource({ ...studio, dir: join(studio.dir, 'job') }, path))).code).toBe(
      'SOURCE_NOT_MEDIA',
    );
  });

  const gap = (hours: number) =>
    makeClip(studio, `gap${hours}.mkv`, { seconds: 0.06, filters: `setpts='if(eq(N,0),0,${hours}*3600/TB)'` });

  it('with an hour between two frames has two frames', async () => {
    const clip = await gap(1);
    const processed = await processClip(studio.runner, clip, join(studio.dir, 'gap'));
    expect(processed.plan.video?.frameCount).toBe(2);
    expect(await readTimes(studio, processed.mp4 ?? '', 'v:0')).toEqual([0, 3600]);
  });

  it('with ten hours between two frames is refused', async () => {
    const error = await refusal(processClip(studio.runner, await gap(10), join(studio.dir, 'gaps')));
    expect(error.code).toBe('SOURCE_DAMAGED');
  });

  it('with thirteen hours between two beeps and a declared duration of two seconds is refused before silence fills the gap', async () => {
    const path = join(studio.dir, 'silence.mkv');
    const argv = ['-f', 'lavfi', '-i', 'sine=d=2', '-af', "asetpts='if(lt(T,1),PTS,PTS+46800/TB)'", `file:${path}`];
    await studio.runner.runFfmpeg(argv, { workDir: studio.dir, inputs: [], signal: studio.signal });
    const bytes = await readFile(path);
    // Duration in milliseconds as an 8-byte float (RFC 9559 5.1.2.10).
    const at = bytes.indexOf(Buffer.from([0x44, 0x89, 0x88]));
    bytes.writeDoubleBE(2_000, at + 3);
    await writeFile(path, bytes);
    const error = await refusal(processClip(studio.runner, path, join(studio.dir, 'silence')));
    expect(error).toMatchObject({ code: 'SOURCE_TOO_LONG', details: { reason: { code: 'TOO_LONG' } } });
  });

  it('that is truncated is permanently refused as damaged', async () => {
    const clip = await makeClip(studio, 'whole.mp4', {
      seconds: 4,
      output: ['-c:v', 'libx264', '-preset', 'ultrafast', '-movflags', '+faststart'],
    });
    const bytes = await readFile(clip);
    const path = join(studio.dir, 'half.mp4');
    await writeFile(path, bytes.subarray(0, bytes.length * 0.3));
    expect((await refusal(processClip(studio.runner, path, join(studio.dir, 'half')))).code).toBe('SOURCE_DAMAGED');
  });
});

describe('video that is too large', () => {
  const refused = async (name: string, output: string[]) => {
    const path = join(studio.dir, name);
    const argv = ['-f', 'lavfi', '-i', 'color=s=6016x6016:r=1:d=1', ...output, `file:${path}`];
    await studio.runner.runFfmpeg(argv, { workDir: studio.dir, inputs: [], signal: studio.signal });
    return refusal(probeSource({ ...studio, dir: join(studio.dir, 'large') }, path));
  };

  it.each([
    ['png.mkv', ['-c:v', 'png']],
    ['mjpeg.avi', ['-c:v', 'mjpeg', '-pix_fmt', 'yuvj420p']],
    ['h264.mp4', ['-c:v', 'libx264', '-preset', 'ultrafast']],
  ])('is reported as too large, not as damaged: %s', async (name, output) => {
    expect((await refused(name, output)).code).toBe('SOURCE_TOO_LARGE_PICTURE');
  });

  it('is reported as too large even if its container declares a smaller size', async () => {
    const path = join(studio.dir, 'small.mkv');
    const argv = ['-f', 'lavfi', '-i', 'color=s=64x64:r=1:d=1', '-c:v', 'png', `file:${path}`];
    await studio.runner.runFfmpeg(argv, { workDir: studio.dir, inputs: [], signal: studio.signal });
    const bytes = await readFile(path);
    const header = bytes.lastIndexOf('IHDR');
    bytes.writeUInt32BE(16_000, header + 4);
    bytes.writeUInt32BE(16_000, header + 8);
    bytes.writeUInt32BE(crc32(bytes.subarray(header, header + 17)), header + 17);
    await writeFile(path, bytes);
    const found = await refusal(probeSource({ ...studio, dir: join(studio.dir, 'lies') }, path));
    expect(found).toMatchObject({
      code: 'SOURCE_TOO_LARGE_PICTURE',
      details: { reason: { code: 'FRAMES_TOO_LARGE', width: 16_000, height: 16_000 } },
    });
  });

  it.each([640, 8192, 16_000, 16_384])("a still image of %i pixels isn't media", async (width) => {
    const path = join(studio.dir, `still${width}.png`);
    await writeFile(path, stillPng(width));
    expect((await refusal(probeSource({ ...studio, dir: join(studio.dir, 'still') }, path))).code).toBe(
      'SOURCE_NOT_MEDIA',
    );
  });
});

describe('the sandbox', () => {
  it('has no holes, and the attack finds all of them without a sandbox', async () => {
    expect(studio.runner.sandbox).toMatchObject({ holes: [] });
    const found = await attackSandbox({ ffmpegPath: FFMPEG, scratchDir: studio.dir, sandbox: { mode: 'none' } });
    expect(found).toEqual([
      'read the files of other jobs',
      'read the files of the machine',
      "read the worker's secrets",
      'reach the network',
      'open a socket',
      'write outside its folder',
    ]);
  });
});

describe('the runner', () => {
  /** Uses CPU time and disk space quickly, to reach limits soon. */
  const BULKY = ['-c:v', 'libx264', '-preset', 'ultrafast', '-crf', '5'];
  const endless = (options: { signal?: AbortSignal; limits?: object; onProgress?: () => void } = {}) =>
    studio.runner.runFfmpeg(
      ['-f', 'lavfi', '-i', 'testsrc2=s=640x360:r=60', ...BULKY, `file:${join(studio.dir, 'endless.mkv')}`],
      { workDir: studio.dir, inputs: [], signal: studio.signal, ...options },
    );

  /** A program instead of ffmpeg that ignores SIGTERM, with a child that does so, too. */
  const deaf = async (name: string, limits: { idleMs?: number } = {}) => {
    const dir = join(studio.dir, name);
    await mkdir(dir);
    const program = join(dir, 'program');
    await writeFile(
      program,
      '#!/bin/sh\ntrap "" TERM\nsleep 1000 &\necho "child=$!"\necho "progress=continue"\nwait\n',
      { mode: 0o755 },
    );
    const runner = createMediaRunner({
      ffmpegPath: program,
      ffprobePath: program,
      sandbox: { mode: 'none', holes: [] },
      ...limits,
    });
    return { dir, runner };
  };

  const untilDead = async (pid: number): Promise<void> => {
    for (;;) {
      try {
        process.kill(pid, 0);
      } catch {
        return;
      }
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };

  it('reports resource usage and progress', async () => {
    const seen: number[] = [];
    const argv = [
      '-f',
      'lavfi',
      '-i',
      'testsrc2=s=640x360:d=2',
      '-c:v',
      'libx264',
      `file:${join(studio.dir, 'used.mp4')}`,
    ];
    const result = await studio.runner.runFfmpeg(argv, {
      workDir: studio.dir,
      inputs: [],
      signal: studio.signal,
      onProgress: ({ frames }) => seen.push(frames),
    });
    expect(result).toMatchObject({ exitCode: 0, errorCount: 0 });
    expect(result.cpuSeconds).toBeGreaterThan(0.01);
    expect(result.maxRssBytes).toBeGreaterThan(10_000_000);
    expect(seen.at(-1)).toBe(50);
  });

  it('stops a sandboxed encoder when it is canceled', async () => {
    const controller = new AbortController();
    const error = await refusal(endless({ signal: controller.signal, onProgress: () => controller.abort() }));
    expect(error.code).toBe('CANCELLED');
  });

  it('stops a process that ignores SIGTERM together with its children', async () => {
    const { dir, runner } = await deaf('deaf');
    const controller = new AbortController();
    let child = 0;
    const onLine = (line: string) => {
      if (line.startsWith('child=')) child = Number(line.slice(6));
      else controller.abort();
    };
    const error = await refusal(runner.runFfprobe([], { workDir: dir, inputs: [], signal: controller.signal, onLine }));
    expect(error.code).toBe('CANCELLED');
    expect(child).toBeGreaterThan(0);
    await untilDead(child);
  });

  it('stops a process that hangs idle', async () => {
    const { dir, runner } = await deaf('idle', { idleMs: 500 });
    expect((await refusal(runner.runFfmpeg([], { workDir: dir, inputs: [], signal: studio.signal }))).code).toBe(
      'ENCODER_STALLED',
    );
  });

  it('stops a process that uses too much time or space, and reports its usage', async () => {
    expect((await refusal(endless({ limits: { fileBytes: 200_000 } }))).code).toBe('ENCODER_LIMIT');
    const error = await refusal(endless({ limits: { cpuSeconds: 2 } }));
    expect(error.code).toBe('ENCODER_LIMIT');
    expect(error.details).toMatchObject({ cpuSeconds: expect.any(Number), logTail: expect.any(String) });
  });

  it("doesn't start a run that is already canceled", async () => {
    expect((await refusal(endless({ signal: AbortSignal.abort() }))).code).toBe('CANCELLED');
  });

  it('reports a missing program', async () => {
    const missing = createMediaRunner({
      ffmpegPath: '/nowhere/ffmpeg',
      ffprobePath: '/nowhere/ffprobe',
      sandbox: { mode: 'none', holes: [] },
    });
    expect(
      (await refusal(missing.runFfprobe([], { workDir: studio.dir, inputs: [], signal: studio.signal }))).code,
    ).toBe('SANDBOX_UNAVAILABLE');
  });
});
