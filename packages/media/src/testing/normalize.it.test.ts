import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { needsNormalizing, normalizeArgs, probeFile, readClock } from '../index.js';
import { readTimes } from './numbered-clip.harness.js';
import { useStudio } from './use-studio.harness.js';

const studio = useStudio();

const SECONDS = 1;
const RATE = 8000;

const make = async (name: string, argv: string[]): Promise<string> => {
  const path = join(studio.dir, name);
  await studio.runner.runFfmpeg([...argv, `file:${path}`], { workDir: studio.dir, inputs: [], signal: studio.signal });
  return path;
};
const tone = ['-f', 'lavfi', '-i', `sine=f=440:d=${SECONDS}:r=48000`];
const picture = ['-f', 'lavfi', '-i', `testsrc2=s=128x96:r=25:d=${SECONDS}`, '-c:v', 'mpeg2video'];

const probeOf = (clip: string) =>
  probeFile(
    (argv, more) => studio.runner.runFfprobe(argv, { workDir: studio.dir, signal: studio.signal, ...more }),
    clip,
  );

const warningsOf = async (clip: string) => {
  const options = { workDir: studio.dir, inputs: [clip], signal: studio.signal };
  const probe = (argv: string[], onLine: (line: string) => void) =>
    studio.runner.runFfprobe(argv, { ...options, onLine });
  return (await readClock(probe, clip, await probeOf(clip))).warnings;
};

const concatenate = async (name: string, paths: string[]): Promise<string> => {
  const joined = join(studio.dir, name);
  await writeFile(joined, Buffer.concat(await Promise.all(paths.map((path) => readFile(path)))));
  return joined;
};

/** Seconds of audio that aren't silent, as decoded from the normalized file of a clip. */
const heardSeconds = async (clip: string): Promise<number> => {
  const options = { workDir: studio.dir, signal: studio.signal };
  const probe = await probeOf(clip);
  expect(needsNormalizing(probe)).toBe(true);
  const normalized = join(studio.dir, 'normalized');
  await studio.runner.runFfmpeg(normalizeArgs(clip, probe, normalized), { ...options, inputs: [clip] });
  const raw = join(studio.dir, 'audio.pcm');
  const decode = ['-i', `file:${normalized}`, '-map', '0:a', '-ac', '1', '-ar', String(RATE), '-f', 's16le'];
  await studio.runner.runFfmpeg([...decode, `file:${raw}`], { ...options, inputs: [normalized] });
  const bytes = await readFile(raw);
  const samples = new Int16Array(bytes.buffer, bytes.byteOffset, bytes.length / 2);
  const block = RATE / 100;
  const loud = Array.from({ length: Math.floor(samples.length / block) }, (_, index) =>
    samples.subarray(index * block, (index + 1) * block).some((sample) => Math.abs(sample) > 1000),
  );
  return loud.filter(Boolean).length / 100;
};

it.each([
  ['DVD', 'dvd.vob', [...picture, '-c:a', 'pcm_dvd', '-ac', '2', '-f', 'vob']],
  ['Blu-ray', 'bluray.m2ts', [...picture, '-c:a', 'pcm_bluray', '-ac', '2', '-f', 'mpegts']],
  ['Flash', 'flash.flv', [...picture.slice(0, -1), 'flv1', '-c:a', 'nellymoser', '-ar', '22050', '-ac', '1']],
  ['Windows Media', 'media.wmv', [...picture.slice(0, -1), 'wmv2', '-c:a', 'wmav2']],
  ['old AVI', 'adpcm.avi', [...picture.slice(0, -1), 'mpeg4', '-c:a', 'adpcm_ms']],
  ['AVI for editing', 'pcm.avi', [...picture.slice(0, -1), 'mjpeg', '-pix_fmt', 'yuvj420p', '-c:a', 'pcm_s16le']],
  ['broadcasting', 'eac3.ts', [...picture, '-c:a', 'eac3', '-f', 'mpegts']],
])('audio of %s can be decoded after normalizing', async (_, name, output) => {
  expect(await heardSeconds(await make(name, [...tone, ...output]))).toBeCloseTo(SECONDS, 0.5);
});

it('all links of a chained Ogg file are kept, in order', async () => {
  const link = await make('link.ogg', [...tone, '-c:a', 'libvorbis']);
  const chain = await concatenate('chain.ogg', [link, link]);
  expect(await heardSeconds(chain)).toBeCloseTo(2 * SECONDS, 0.5);
});

it('FLAC without a total length, as encoders write it to a pipe, gets a duration', async () => {
  const path = await make('piped.flac', [...tone, '-c:a', 'flac']);
  const bytes = await readFile(path);
  // The 36-bit count of samples in STREAMINFO (RFC 9639 8.2); 0 means unknown.
  bytes[21] = (bytes[21] ?? 0) & 0xf0;
  bytes.fill(0, 22, 26);
  await writeFile(path, bytes);
  expect(await heardSeconds(path)).toBeCloseTo(SECONDS, 0.5);
});

it('a clock that starts over is found, and so are a file cut short and one that is not read to its end', async () => {
  const part = await make('part.ts', [...tone, ...picture, '-c:a', 'mp2', '-f', 'mpegts']);
  expect(await warningsOf(part)).toEqual([]);
  const joined = await concatenate('joined.ts', [part, part]);
  expect(await warningsOf(joined)).toMatchObject([{ code: 'TIME_RESTARTS', times: 1 }]);
  expect(await heardSeconds(joined)).toBeCloseTo(2 * SECONDS, 0.5);
  const flash = await make('long.flv', ['-f', 'lavfi', '-i', 'testsrc2=s=128x96:r=25:d=5', '-c:v', 'flv1']);
  const bytes = await readFile(flash);
  const cut = join(studio.dir, 'cut.flv');
  await writeFile(cut, bytes.subarray(0, bytes.length / 3));
  expect(await warningsOf(cut)).toMatchObject([{ code: 'SOURCE_TRUNCATED', declaredMs: 5000 }]);
  const twice = await concatenate('twice.flv', [flash, flash]);
  expect(await warningsOf(twice)).toMatchObject([{ code: 'SOURCE_PARTLY_READ' }]);
});

it('a short Ogg file is read to its end, though its last page begins long before', async () => {
  const short = ['-f', 'lavfi', '-i', 'sine=f=440:d=3:r=16000', '-c:a', 'flac', '-page_duration', '1000000'];
  expect(await warningsOf(await make('short.ogg', short))).toEqual([]);
});

it('Matroska without a duration gets one, also where ffprobe estimates it from bitrates', async () => {
  const clip = await make('live.mkv', [...tone, '-c:a', 'pcm_s16le', '-live', '1']);
  expect((await probeOf(clip)).durationMs).toBe(0);
  expect(await heardSeconds(clip)).toBeCloseTo(SECONDS, 1);
});

it.each(['bgr24', 'rgb555le', 'pal8', 'uyvy422'])('uncompressed AVI keeps its frames (%s)', async (format) => {
  const clip = await make(`${format}.avi`, [...picture.slice(0, 4), '-c:v', 'rawvideo', '-pix_fmt', format]);
  const normalized = join(studio.dir, 'uncompressed.mkv');
  const run = { workDir: studio.dir, inputs: [clip], signal: studio.signal };
  await studio.runner.runFfmpeg(normalizeArgs(clip, await probeOf(clip), normalized), run);
  const shown = async (path: string, name: string) =>
    readFile(await make(name, ['-i', `file:${path}`, '-f', 'rawvideo', '-pix_fmt', 'rgb24']));
  expect((await shown(normalized, 'after.rgb')).equals(await shown(clip, 'before.rgb'))).toBe(true);
});

it('H.264 in AVI, which has no presentation times, begins together with its audio', async () => {
  const slow = ['-f', 'lavfi', '-i', 'testsrc2=s=128x96:r=10:d=1', '-c:v', 'libx264', '-preset', 'ultrafast'];
  const clip = await make('slow.avi', [...tone, ...slow, '-c:a', 'pcm_s16le']);
  const normalized = join(studio.dir, 'slow');
  const run = { workDir: studio.dir, inputs: [clip], signal: studio.signal };
  await studio.runner.runFfmpeg(normalizeArgs(clip, await probeOf(clip), normalized), run);
  const [[firstFrame], [firstSound]] = [
    await readTimes(studio, normalized, 'v:0'),
    await readTimes(studio, normalized, 'a:0'),
  ];
  expect(firstFrame).toBe(firstSound);
});

it('keeps text subtitles and chapters', async () => {
  const subtitles = join(studio.dir, 'subtitles.srt');
  await writeFile(subtitles, '1\n00:00:00,200 --> 00:00:00,800\nHello\n');
  const chapters = join(studio.dir, 'chapters.txt');
  await writeFile(chapters, ';FFMETADATA1\n[CHAPTER]\nTIMEBASE=1/1000\nSTART=0\nEND=500\ntitle=One\n');
  const inputs = ['-i', `file:${subtitles}`, '-i', `file:${chapters}`];
  const options = ['-map', '0', '-map', '1', '-map_chapters', '2', '-metadata:s:s:0', 'language=deu', '-live', '1'];
  const clip = await make('texts.mkv', [...picture.slice(0, 4), ...inputs, ...picture.slice(4), ...options]);
  const run = { workDir: studio.dir, signal: studio.signal };
  const read = (path: string) => probeFile((argv, more) => studio.runner.runFfprobe(argv, { ...run, ...more }), path);
  const probe = await read(clip);
  expect(needsNormalizing(probe)).toBe(true);
  const normalized = join(studio.dir, 'with-texts');
  await studio.runner.runFfmpeg(normalizeArgs(clip, probe, normalized), { ...run, inputs: [clip] });
  expect(await read(normalized)).toMatchObject({
    texts: [{ codec: 'mov_text', language: 'de' }],
    chapters: [{ startSeconds: 0, endSeconds: 0.5, title: 'One' }],
  });
});

it('keeps the transparency of a browser recording', async () => {
  const transparent = ['-f', 'lavfi', '-i', `color=red@0:s=128x96:r=25:d=${SECONDS},format=yuva420p`];
  const vp9 = ['-c:v', 'libvpx-vp9', '-deadline', 'realtime', '-auto-alt-ref', '0', '-live', '1'];
  const clip = await make('transparent.webm', [...transparent, ...vp9]);
  const probe = await probeOf(clip);
  expect(needsNormalizing(probe)).toBe(true);
  const normalized = join(studio.dir, 'transparent');
  const run = { workDir: studio.dir, signal: studio.signal };
  await studio.runner.runFfmpeg(normalizeArgs(clip, probe, normalized), { ...run, inputs: [clip] });
  expect((await probeOf(normalized)).video).toMatchObject({ codec: 'vp9', separateAlpha: true });
});
